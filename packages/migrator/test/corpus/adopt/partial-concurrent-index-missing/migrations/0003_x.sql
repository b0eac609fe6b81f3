CREATE TABLE public.x (id integer PRIMARY KEY);
