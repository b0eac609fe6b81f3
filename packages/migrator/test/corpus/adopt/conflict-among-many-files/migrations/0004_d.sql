CREATE TABLE public.d (id integer PRIMARY KEY, v text);
