CREATE TABLE public.items (id integer PRIMARY KEY, n integer CONSTRAINT items_n CHECK (n > 0));
