CREATE TABLE public.t (id integer PRIMARY KEY, v text);
CREATE VIEW public.seen AS SELECT id, v FROM public.t;
CREATE MATERIALIZED VIEW public.counts AS SELECT v, count(*) AS n FROM public.t GROUP BY v;
