ALTER TABLE public.books ADD COLUMN changed timestamptz;
CREATE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN new.changed := now(); RETURN new; END $$;
REVOKE EXECUTE ON FUNCTION public.stamp() FROM PUBLIC, anon, authenticated;
CREATE TRIGGER stamp BEFORE UPDATE ON public.books FOR EACH ROW EXECUTE FUNCTION public.stamp();
