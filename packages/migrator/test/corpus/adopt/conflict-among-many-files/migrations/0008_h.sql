CREATE TABLE public.h (id integer PRIMARY KEY, v text);
