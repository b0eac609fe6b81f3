CREATE TABLE public.mails (id integer PRIMARY KEY, spam boolean NOT NULL DEFAULT false);
