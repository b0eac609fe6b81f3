CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TABLE public.days (id integer PRIMARY KEY, mood public.mood);
