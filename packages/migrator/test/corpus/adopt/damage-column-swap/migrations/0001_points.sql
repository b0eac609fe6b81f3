CREATE TABLE public.points (id integer PRIMARY KEY, x integer, y integer);
