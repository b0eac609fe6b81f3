CREATE TABLE public.u (id integer PRIMARY KEY);
