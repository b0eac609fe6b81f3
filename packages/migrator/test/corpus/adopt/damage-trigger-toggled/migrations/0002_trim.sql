ALTER TABLE public.pages DISABLE TRIGGER count_change;
UPDATE public.pages SET title = btrim(title);
ALTER TABLE public.pages ENABLE TRIGGER count_change;
