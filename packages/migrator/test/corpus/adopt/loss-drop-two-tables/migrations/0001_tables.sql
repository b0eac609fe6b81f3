CREATE TABLE public.kept (id integer PRIMARY KEY);
CREATE TABLE public.a (id integer PRIMARY KEY);
CREATE TABLE public.b (id integer PRIMARY KEY);
