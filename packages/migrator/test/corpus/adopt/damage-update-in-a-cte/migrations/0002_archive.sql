WITH gone AS (DELETE FROM public.t WHERE done RETURNING id) SELECT id FROM gone;
