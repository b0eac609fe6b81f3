DROP POLICY own ON public.t;
DROP POLICY never ON public.t;
CREATE POLICY own ON public.t TO authenticated;
CREATE POLICY never ON public.t AS RESTRICTIVE TO authenticated;
INSERT INTO public.t VALUES (1);
