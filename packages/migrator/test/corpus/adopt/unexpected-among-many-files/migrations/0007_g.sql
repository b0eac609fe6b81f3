CREATE TABLE public.g (id integer PRIMARY KEY, v text);
