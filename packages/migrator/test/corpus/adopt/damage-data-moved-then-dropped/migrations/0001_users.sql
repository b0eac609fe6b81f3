CREATE TABLE public.users (id integer PRIMARY KEY, address text);
