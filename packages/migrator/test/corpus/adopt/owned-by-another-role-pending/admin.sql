ALTER TABLE public.a OWNER TO supabase_admin;
