ALTER TABLE public.a OWNER TO supabase_admin;
ALTER TABLE public.b OWNER TO supabase_admin;
