CREATE TABLE public.work (id integer);
INSERT INTO public.work VALUES (1);
DROP TABLE public.work;
CREATE TABLE public.more (id integer);
