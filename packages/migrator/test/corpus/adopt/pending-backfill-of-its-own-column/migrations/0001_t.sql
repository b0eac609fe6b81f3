CREATE TABLE public.t (id integer PRIMARY KEY, title text NOT NULL);
