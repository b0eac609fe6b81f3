CREATE TABLE public.notes (id integer PRIMARY KEY, title varchar(50) NOT NULL);
CREATE INDEX notes_title ON public.notes (title);
INSERT INTO public.notes VALUES (1, 'kept');
