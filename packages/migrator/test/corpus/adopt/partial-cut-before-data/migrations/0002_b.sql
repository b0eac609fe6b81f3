CREATE TABLE public.b (id integer PRIMARY KEY);
INSERT INTO public.b VALUES (1);
CREATE INDEX b_id ON public.b (id);
