INSERT INTO public.c VALUES (1, 'x');
ALTER TABLE public.c ALTER v TYPE varchar(9);
