INSERT INTO public.t VALUES (1);
GRANT SELECT ON public.t TO service_role;
