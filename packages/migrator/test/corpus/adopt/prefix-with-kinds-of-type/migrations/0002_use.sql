CREATE TABLE public.people (id integer PRIMARY KEY, email public.email, place public.place, moods public.mood[] DEFAULT '{}', range public.floats);
ALTER DOMAIN public.email ADD CONSTRAINT email_short CHECK (length(value) < 320) NOT VALID;
ALTER TYPE public.place ADD ATTRIBUTE zip text;
CREATE FUNCTION public.f(a integer, b text DEFAULT 'x') RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT b || a';
CREATE FUNCTION public.f(a text) RETURNS SETOF public.people LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS 'SELECT * FROM public.people';
CREATE PROCEDURE public.p(INOUT a integer) LANGUAGE plpgsql AS $$ BEGIN a := a + 1; END $$;
