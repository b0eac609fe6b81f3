CREATE TABLE public.scratch AS SELECT 1 AS id, 'abc' AS code;
INSERT INTO public.plans SELECT id, code FROM public.scratch ON CONFLICT DO NOTHING;
DROP TABLE public.scratch;
