CREATE TABLE public.b (id integer PRIMARY KEY);
GRANT SELECT ON ALL TABLES IN SCHEMA public TO service_role;
GRANT USAGE ON SEQUENCE public.s TO authenticated;
