ALTER TABLE public.a ADD COLUMN x integer, ADD COLUMN y integer;
