CREATE TABLE public.c (id integer PRIMARY KEY);
INSERT INTO public.a VALUES (1, 1);
