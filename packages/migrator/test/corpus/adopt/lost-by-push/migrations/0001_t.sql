CREATE TABLE public.t (id integer PRIMARY KEY);
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.t TO authenticated USING (id > 1) WITH CHECK (id > 2);
CREATE POLICY never ON public.t AS RESTRICTIVE TO authenticated USING (id > 3);
