ALTER TABLE public.prices ADD COLUMN cents integer;
UPDATE public.prices SET cents = price * 100;
ALTER TABLE public.prices DROP COLUMN price;
ALTER TABLE public.prices RENAME COLUMN cents TO price;
