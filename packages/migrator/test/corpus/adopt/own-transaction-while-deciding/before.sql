INSERT INTO public.t VALUES (1, 1);
CREATE TABLE public.w (id integer PRIMARY KEY);
