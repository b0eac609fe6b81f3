ALTER TABLE public.a ADD COLUMN x integer;
INSERT INTO public.a VALUES (1, 2);
