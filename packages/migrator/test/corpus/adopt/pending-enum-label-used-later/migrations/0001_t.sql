CREATE TYPE public.mood AS ENUM ('old');
CREATE TABLE public.t (id integer PRIMARY KEY, mood public.mood);
