CREATE TYPE public.kind AS ENUM ('a', 'b');
CREATE TABLE public.things (id integer PRIMARY KEY, kind public.kind);
