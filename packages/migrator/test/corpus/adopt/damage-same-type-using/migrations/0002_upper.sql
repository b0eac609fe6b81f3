ALTER TABLE public.codes ALTER COLUMN code TYPE text USING upper(code);
