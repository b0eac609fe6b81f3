CREATE TABLE public.people (id integer PRIMARY KEY, name text, nick text);
