CREATE TABLE public.docs (id integer PRIMARY KEY, owner integer);
ALTER TABLE public.docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.docs FOR SELECT TO authenticated USING (owner = 1);
