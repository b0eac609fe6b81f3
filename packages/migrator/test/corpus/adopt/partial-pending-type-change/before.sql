CREATE INDEX a_v ON public.a (v);
INSERT INTO public.a VALUES (1, 2);
