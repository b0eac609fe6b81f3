INSERT INTO public.t VALUES (1, 'a');
DROP INDEX public.t_v;
