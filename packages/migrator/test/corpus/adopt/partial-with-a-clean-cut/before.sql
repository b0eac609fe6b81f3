CREATE TABLE public.b (id integer PRIMARY KEY, a integer);
CREATE INDEX b_a ON public.b (a);
INSERT INTO public.b VALUES (1, 1);
