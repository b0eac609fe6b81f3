CREATE TABLE public.b (id integer PRIMARY KEY);
INSERT INTO public.b VALUES (1);
