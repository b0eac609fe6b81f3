CREATE TABLE public.old (id integer PRIMARY KEY);
CREATE TABLE public.kept (id integer PRIMARY KEY);
