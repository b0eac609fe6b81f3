CREATE TABLE public.c (id integer PRIMARY KEY, b integer REFERENCES public.b);
