CREATE TABLE public.a (id integer PRIMARY KEY);
INSERT INTO public.a VALUES (1);
