CREATE OR REPLACE VIEW public.seen AS SELECT id, v, id * 2 AS twice FROM public.t;
COMMENT ON VIEW public.seen IS NULL;
DROP RULE keep ON public.t;
ALTER TABLE public.t REPLICA IDENTITY FULL;
