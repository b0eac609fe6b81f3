CREATE TABLE public.b (id integer PRIMARY KEY, a text);
INSERT INTO public.b VALUES (1);
