CREATE TABLE public.b (id integer PRIMARY KEY);
COMMENT ON TABLE public.b IS 'one';
