CREATE RULE keep AS ON DELETE TO public.t DO INSTEAD NOTHING;
CREATE UNIQUE INDEX counts_v ON public.counts (v);
COMMENT ON VIEW public.seen IS 'what is seen';
ALTER PUBLICATION supabase_realtime ADD TABLE public.t;
