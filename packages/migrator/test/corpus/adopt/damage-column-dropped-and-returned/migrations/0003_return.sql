ALTER TABLE public.notes ADD COLUMN note text;
