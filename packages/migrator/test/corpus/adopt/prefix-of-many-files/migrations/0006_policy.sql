ALTER POLICY own ON public.a USING (id > 2);
COMMENT ON TABLE public.b IS 'two';
