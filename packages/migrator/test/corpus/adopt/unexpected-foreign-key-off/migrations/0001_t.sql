CREATE TABLE public.p (id integer PRIMARY KEY);
CREATE TABLE public.t (id integer PRIMARY KEY, p integer CONSTRAINT t_p REFERENCES public.p);
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.t TO authenticated USING (id > 1);
REVOKE ALL ON public.t FROM anon;
