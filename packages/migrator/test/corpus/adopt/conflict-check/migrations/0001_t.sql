CREATE TABLE public.t (id integer PRIMARY KEY, v integer CONSTRAINT t_v CHECK (v > 0));
