ALTER TABLE public.notes ALTER COLUMN title TYPE text;
