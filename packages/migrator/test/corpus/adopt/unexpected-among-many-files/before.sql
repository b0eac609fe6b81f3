CREATE POLICY more ON public.g USING (true);
