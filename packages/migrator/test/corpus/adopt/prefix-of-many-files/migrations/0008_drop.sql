DROP TABLE public.d;
DROP POLICY own ON public.a;
