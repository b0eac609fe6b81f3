CREATE TABLE public.plans (id integer PRIMARY KEY, name text);
INSERT INTO public.plans VALUES (1, 'Free');
