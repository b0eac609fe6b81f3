ALTER TABLE public.things ALTER COLUMN kind TYPE text;
DROP TYPE public.kind;
CREATE TYPE public.kind AS ENUM ('a', 'b');
ALTER TABLE public.things ALTER COLUMN kind TYPE public.kind USING CASE kind WHEN 'b' THEN 'a' ELSE kind END::public.kind;
