ALTER POLICY own ON public.t USING (true);
INSERT INTO public.t VALUES (1);
