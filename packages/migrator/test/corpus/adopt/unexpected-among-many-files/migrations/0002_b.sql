CREATE TABLE public.b (id integer PRIMARY KEY, v text);
