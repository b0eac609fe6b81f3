CREATE TABLE public.notes (id integer PRIMARY KEY, title text NOT NULL);
CREATE INDEX notes_title ON public.notes (title);
