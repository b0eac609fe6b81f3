CREATE TABLE public.c (id bigint PRIMARY KEY);
GRANT SELECT ON public.c TO anon;
