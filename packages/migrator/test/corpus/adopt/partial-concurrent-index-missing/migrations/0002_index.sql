CREATE TABLE public.u (id integer PRIMARY KEY);
CREATE INDEX CONCURRENTLY t_v ON public.t (v);
CREATE TABLE public.w (id integer PRIMARY KEY);
