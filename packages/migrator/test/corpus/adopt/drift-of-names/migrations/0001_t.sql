CREATE TABLE public.p (id integer PRIMARY KEY);
CREATE TABLE public.t (id integer PRIMARY KEY, p integer CONSTRAINT t_p REFERENCES public.p);
CREATE INDEX t_by_p ON public.t (p);
