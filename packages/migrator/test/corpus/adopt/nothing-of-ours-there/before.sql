CREATE TABLE public.other (id integer PRIMARY KEY);
INSERT INTO public.other VALUES (1);
