CREATE TABLE public.b (id integer PRIMARY KEY, a integer);
CREATE INDEX b_a ON public.b (a);
ALTER TABLE public.b ADD COLUMN note text;
COMMENT ON TABLE public.b IS 'b';
