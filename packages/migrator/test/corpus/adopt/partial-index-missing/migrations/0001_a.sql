CREATE TABLE public.a (id integer PRIMARY KEY, v integer);
CREATE INDEX a_v ON public.a (v);
