DROP INDEX public.t_v;
CREATE INDEX t_v ON public.t (w);
INSERT INTO public.t VALUES (1, 1);
