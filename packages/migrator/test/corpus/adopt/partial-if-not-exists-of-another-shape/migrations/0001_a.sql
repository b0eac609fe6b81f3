CREATE TABLE IF NOT EXISTS public.a (id integer PRIMARY KEY, v text);
