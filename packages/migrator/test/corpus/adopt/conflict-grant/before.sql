GRANT DELETE ON public.t TO authenticated;
INSERT INTO public.t VALUES (1);
