CREATE INDEX names_trgm ON public.names USING gin (name extensions.gin_trgm_ops);
