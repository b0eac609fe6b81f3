ALTER TABLE public.t ALTER COLUMN mood SET DEFAULT 'new';
UPDATE public.t SET mood = 'new';
