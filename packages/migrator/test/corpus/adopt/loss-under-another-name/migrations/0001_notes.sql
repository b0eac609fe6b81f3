CREATE TABLE public.kept (id integer PRIMARY KEY);
CREATE TABLE public.notes (id integer PRIMARY KEY);
