CREATE DOMAIN public.email AS text NOT NULL CONSTRAINT email_at CHECK (value ~ '@');
CREATE TYPE public.place AS (street text, number integer);
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TYPE public.floats AS RANGE (subtype = float8);
