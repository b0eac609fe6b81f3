ALTER TABLE public.t RENAME CONSTRAINT t_p TO t_p_fk;
ALTER INDEX public.t_by_p RENAME TO t_p_idx;
INSERT INTO public.t VALUES (1);
