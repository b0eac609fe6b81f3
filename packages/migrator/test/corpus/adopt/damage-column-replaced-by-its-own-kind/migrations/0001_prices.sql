CREATE TABLE public.prices (id integer PRIMARY KEY, price integer);
