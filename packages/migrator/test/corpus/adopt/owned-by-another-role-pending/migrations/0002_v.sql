ALTER TABLE public.a ADD COLUMN v text;
