CREATE TABLE public.t (id integer PRIMARY KEY, done boolean NOT NULL);
