CREATE TABLE public.pages (id integer PRIMARY KEY, title text, changed integer NOT NULL DEFAULT 0);
CREATE FUNCTION public.count_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$ BEGIN new.changed := old.changed + 1; RETURN new; END $$;
CREATE TRIGGER count_change BEFORE UPDATE ON public.pages FOR EACH ROW EXECUTE FUNCTION public.count_change();
