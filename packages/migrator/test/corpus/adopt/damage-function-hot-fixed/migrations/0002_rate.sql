CREATE OR REPLACE FUNCTION public.rate() RETURNS integer LANGUAGE sql STABLE SET search_path = '' AS 'SELECT 2';
