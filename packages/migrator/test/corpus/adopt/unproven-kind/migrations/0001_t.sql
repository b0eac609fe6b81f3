CREATE TABLE public.t (id integer PRIMARY KEY);
CREATE TEXT SEARCH CONFIGURATION public.words (COPY = simple);
