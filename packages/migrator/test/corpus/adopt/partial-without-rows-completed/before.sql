CREATE TABLE public.b (id integer PRIMARY KEY, v integer);
COMMENT ON TABLE public.b IS 'b';
INSERT INTO public.b VALUES (1, 1);
