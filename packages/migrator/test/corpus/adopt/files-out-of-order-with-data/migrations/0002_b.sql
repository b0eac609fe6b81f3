CREATE TABLE public.b (id integer PRIMARY KEY);
UPDATE public.a SET v = v + 1;
