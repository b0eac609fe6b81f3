CREATE TABLE public.users (id integer PRIMARY KEY, plan text REFERENCES public.plans);
