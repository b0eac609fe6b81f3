ALTER TABLE public.t ADD COLUMN slug text;
UPDATE public.t SET slug = lower(title);
ALTER TABLE public.t ALTER COLUMN slug SET NOT NULL;
