CREATE TABLE public.c (id integer PRIMARY KEY);
INSERT INTO public.c VALUES (1);
