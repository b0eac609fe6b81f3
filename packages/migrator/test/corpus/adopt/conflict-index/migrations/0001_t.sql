CREATE TABLE public.t (id integer PRIMARY KEY, v integer, w integer);
CREATE INDEX t_v ON public.t (v);
