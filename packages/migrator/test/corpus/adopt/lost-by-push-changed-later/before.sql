DROP POLICY own ON public.t;
CREATE POLICY own ON public.t TO authenticated;
INSERT INTO public.t VALUES (1);
