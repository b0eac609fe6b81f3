-- Pattern: triggers and a backfill. CREATE OR REPLACE throughout; the backfill skips who has a profile.
--
-- A sign-up runs inside these functions: one that raises is HTTP 500 "Database error saving new user". So they take
-- nothing on trust (raw_user_meta_data is written by the user) and yield only what the checks on profiles allow.
-- Whoever tightens one of these checks replaces the function in the same migration.
CREATE OR REPLACE FUNCTION public.profile_full_name(metadata jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  -- The first text that is not blank. E-mail sign-up sends full_name; OAuth providers differ.
  SELECT left(btrim(metadata ->> key, E' \t\r\n'), 200)
  FROM unnest(ARRAY['full_name', 'name', 'user_name']) WITH ORDINALITY AS candidate (key, rank)
  WHERE jsonb_typeof(metadata -> key) = 'string' AND metadata ->> key ~ '[^[:space:]]'
  ORDER BY rank
  LIMIT 1
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.profile_avatar_url(metadata jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  -- The first usable address: a cut one would lead nowhere, so a longer one is left out.
  SELECT metadata ->> key
  FROM unnest(ARRAY['avatar_url', 'picture']) WITH ORDINALITY AS candidate (key, rank)
  WHERE jsonb_typeof(metadata -> key) = 'string'
    AND char_length(metadata ->> key) <= 2048
    AND metadata ->> key ~* '^https?://[^[:space:]]+$'
  ORDER BY rank
  LIMIT 1
$$;--> statement-breakpoint
-- SECURITY DEFINER: the sign-up runs as supabase_auth_admin, which has no rights on public and search_path = auth.
CREATE OR REPLACE FUNCTION public.handle_new_user() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.profiles (id, email, full_name, avatar_url)
  VALUES (
    new.id,
    left(new.email, 320),
    public.profile_full_name(new.raw_user_meta_data),
    public.profile_avatar_url(new.raw_user_meta_data)
  )
  ON CONFLICT (id) DO NOTHING;
  RETURN new;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.handle_user_email_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.profiles SET email = left(new.email, 320) WHERE id = new.id;
  RETURN new;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.set_updated_at() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  new.updated_at := now();
  RETURN new;
END
$$;--> statement-breakpoint
-- Nobody calls these: triggers fire without EXECUTE, and a function in public is otherwise part of the Data API.
REVOKE EXECUTE ON FUNCTION
  public.profile_full_name(jsonb),
  public.profile_avatar_url(jsonb),
  public.handle_new_user(),
  public.handle_user_email_change(),
  public.set_updated_at()
FROM PUBLIC, anon, authenticated, service_role;--> statement-breakpoint
-- Never DROP TRIGGER on auth.users: that needs ownership, which postgres does not have on Supabase.
CREATE OR REPLACE TRIGGER on_auth_user_created
  AFTER INSERT ON auth.users
  FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();--> statement-breakpoint
-- WHEN: "UPDATE OF email" alone fires whenever the column is named in an UPDATE, changed or not.
CREATE OR REPLACE TRIGGER on_auth_user_email_changed
  AFTER UPDATE OF email ON auth.users
  FOR EACH ROW WHEN (old.email IS DISTINCT FROM new.email)
  EXECUTE FUNCTION public.handle_user_email_change();--> statement-breakpoint
CREATE OR REPLACE TRIGGER set_updated_at
  BEFORE UPDATE ON public.profiles
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)
  EXECUTE FUNCTION public.set_updated_at();--> statement-breakpoint
CREATE OR REPLACE TRIGGER set_updated_at
  BEFORE UPDATE ON public.notes
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)
  EXECUTE FUNCTION public.set_updated_at();--> statement-breakpoint
-- After the trigger, in the same transaction: its lock on auth.users keeps sign-ups waiting, so nobody falls between.
INSERT INTO public.profiles (id, email, full_name, avatar_url)
SELECT
  users.id,
  left(users.email, 320),
  public.profile_full_name(users.raw_user_meta_data),
  public.profile_avatar_url(users.raw_user_meta_data)
FROM auth.users
ON CONFLICT (id) DO NOTHING;
