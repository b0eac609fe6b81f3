CREATE TABLE public.plans (id integer PRIMARY KEY, code text);
