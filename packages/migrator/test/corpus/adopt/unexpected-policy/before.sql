INSERT INTO public.t VALUES (1);
CREATE POLICY "all" ON public.t USING (true);
