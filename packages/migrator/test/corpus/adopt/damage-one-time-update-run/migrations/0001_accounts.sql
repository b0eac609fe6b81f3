CREATE TABLE public.accounts (id integer PRIMARY KEY, credit integer NOT NULL);
