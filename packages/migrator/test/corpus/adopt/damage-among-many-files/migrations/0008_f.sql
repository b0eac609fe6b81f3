CREATE TABLE public.f (id integer PRIMARY KEY);
