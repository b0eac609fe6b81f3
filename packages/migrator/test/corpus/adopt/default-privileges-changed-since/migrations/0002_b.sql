CREATE TABLE public.b (id integer PRIMARY KEY);
REVOKE ALL ON public.b FROM anon;
