ALTER DOMAIN public.email VALIDATE CONSTRAINT email_short;
ALTER TYPE public.mood ADD VALUE 'fine' BEFORE 'ok';
ALTER FUNCTION public.f(integer, text) STABLE;
DROP FUNCTION public.f(text);
CREATE AGGREGATE public.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
