-- Pattern: grants. REVOKE ALL, then what is meant: Supabase's default privileges for new tables have changed more
-- than once, so neither their presence nor their absence may matter. Policies narrow these grants further.
-- Run again, this file also takes back column grants of later files: those have to follow it again, in order.
REVOKE ALL ON TABLE public.profiles, public.subscription_plans, public.notes
FROM PUBLIC, anon, authenticated, service_role;--> statement-breakpoint
GRANT SELECT ON TABLE public.profiles TO authenticated;--> statement-breakpoint
-- Column by column: email follows auth.users, and nobody edits his own plan. New columns start out read-only.
GRANT UPDATE (full_name, avatar_url) ON TABLE public.profiles TO authenticated;--> statement-breakpoint
GRANT SELECT ON TABLE public.subscription_plans TO anon, authenticated;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON TABLE public.notes TO authenticated;--> statement-breakpoint
GRANT UPDATE (title, body) ON TABLE public.notes TO authenticated;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.profiles, public.subscription_plans, public.notes TO service_role;
