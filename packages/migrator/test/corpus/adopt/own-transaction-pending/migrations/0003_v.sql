CREATE TABLE public.v (id integer PRIMARY KEY);
