ALTER TABLE public.b ADD COLUMN note text;
UPDATE public.b SET note = 'x';
