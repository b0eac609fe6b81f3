CREATE TABLE public.w (id integer PRIMARY KEY);
UPDATE public.t SET v = v + 1;
