CREATE INDEX a_id ON public.a (id);
ALTER TABLE public.a ENABLE ROW LEVEL SECURITY;
CREATE TABLE public.b (id integer PRIMARY KEY, v integer);
CREATE POLICY p ON public.b USING (true);
ALTER TABLE public.b ADD CONSTRAINT b_v CHECK (v > 0);
COMMENT ON TABLE public.b IS 'b';
ALTER TABLE public.b ALTER COLUMN v SET DEFAULT 1;
