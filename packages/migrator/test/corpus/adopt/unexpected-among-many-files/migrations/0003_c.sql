CREATE TABLE public.c (id integer PRIMARY KEY, v text);
