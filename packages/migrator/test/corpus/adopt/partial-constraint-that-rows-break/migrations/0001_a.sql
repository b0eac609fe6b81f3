CREATE TABLE public.a (id integer PRIMARY KEY, v integer);
ALTER TABLE public.a ADD CONSTRAINT a_v CHECK (v > 0);
CREATE TABLE public.b (id integer PRIMARY KEY);
