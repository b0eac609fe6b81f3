CREATE TABLE public.t (id integer PRIMARY KEY);
REVOKE ALL ON public.t FROM anon, authenticated;
GRANT SELECT ON public.t TO authenticated;
