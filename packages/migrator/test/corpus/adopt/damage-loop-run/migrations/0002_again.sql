DROP TABLE IF EXISTS public.notes;
CREATE TABLE public.notes (id integer PRIMARY KEY, body text NOT NULL);
