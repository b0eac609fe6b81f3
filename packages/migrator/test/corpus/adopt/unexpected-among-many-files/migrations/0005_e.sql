CREATE TABLE public.e (id integer PRIMARY KEY, v text);
