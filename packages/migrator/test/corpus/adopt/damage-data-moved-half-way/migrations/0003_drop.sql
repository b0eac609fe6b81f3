ALTER TABLE public.users DROP COLUMN address;
