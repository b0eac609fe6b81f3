ALTER TABLE public.notes DROP COLUMN note;
