CREATE TABLE public.t (id integer PRIMARY KEY);
CREATE VIEW public.v AS SELECT id FROM public.t;
