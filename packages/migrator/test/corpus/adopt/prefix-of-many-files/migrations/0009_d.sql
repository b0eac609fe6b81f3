CREATE TABLE public.d (id integer PRIMARY KEY);
REVOKE ALL ON public.d FROM anon;
