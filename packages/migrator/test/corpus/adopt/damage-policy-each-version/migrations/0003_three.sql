DROP POLICY own ON public.docs;
CREATE POLICY own ON public.docs FOR SELECT TO authenticated USING (owner = 3);
