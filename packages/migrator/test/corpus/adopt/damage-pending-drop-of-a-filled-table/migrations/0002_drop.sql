DROP TABLE public.old;
