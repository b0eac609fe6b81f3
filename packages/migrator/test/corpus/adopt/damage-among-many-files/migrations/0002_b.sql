CREATE TABLE public.b (id integer PRIMARY KEY, note text);
