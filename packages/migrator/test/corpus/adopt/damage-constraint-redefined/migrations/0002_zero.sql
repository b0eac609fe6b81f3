ALTER TABLE public.items DROP CONSTRAINT items_n;
ALTER TABLE public.items ADD CONSTRAINT items_n CHECK (n >= 0);
