ALTER POLICY own ON public.t USING (id > 2);
