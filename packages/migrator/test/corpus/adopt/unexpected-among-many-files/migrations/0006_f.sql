CREATE TABLE public.f (id integer PRIMARY KEY, v text);
