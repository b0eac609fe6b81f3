CREATE TYPE public.mood AS ENUM ('a');
CREATE TABLE public.t (id integer PRIMARY KEY, mood public.mood);
