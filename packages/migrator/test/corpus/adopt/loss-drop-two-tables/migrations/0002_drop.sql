DROP TABLE public.a, public.b;
