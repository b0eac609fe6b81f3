INSERT INTO public.t VALUES (1);
ALTER TABLE public.t ADD COLUMN more integer, ADD CONSTRAINT more CHECK (id > 0);
CREATE INDEX more ON public.t (more);
COMMENT ON TABLE public.t IS 'more';
