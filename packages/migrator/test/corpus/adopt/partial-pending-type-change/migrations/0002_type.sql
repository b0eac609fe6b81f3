ALTER TABLE public.a ALTER COLUMN v TYPE bigint;
CREATE INDEX a_v ON public.a (v);
