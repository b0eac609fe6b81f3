import { bare, deriveNames, inPublic } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

/** On the table the words name, else on auth.users, for sign-ups. */
export const triggerSkeleton: Skeleton = (slug) => {
  const { object: name, target } = deriveNames(slug, ['trigger']);
  return target === undefined || SIGN_UPS.test(target) ? onSignUp(name) : onTable(name, target);
};

/** Words for auth.users rather than for a table of one's own: `greet on sign up`. */
const SIGN_UPS = /^(?:auth_)?(?:(?:each|every|new)_)*(?:users?|sign_?ups?|registrations?)$/;

function onSignUp(name: string): readonly string[] {
  const routine = `${inPublic(name)}()`;
  return [
    `-- SECURITY DEFINER: a sign-up runs as supabase_auth_admin, which has no rights on public and search_path = auth.
-- A function that raises is "Database error saving new user": cap lengths, expect NULL, never take a role from
-- raw_user_meta_data, which the user writes. CHANGE the statement: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${routine} RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- INSERT INTO public.profiles (id, email) VALUES (new.id, left(new.email, 320)) ON CONFLICT (id) DO NOTHING;
  RETURN new;
END
$$;`,
    `-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${routine} FROM PUBLIC, anon, authenticated, service_role;`,
    `-- Never DROP TRIGGER on auth.users: that needs its owner, which postgres is not on Supabase.
CREATE OR REPLACE TRIGGER ${bare(`on_auth_user_created_${name}`)}
  AFTER INSERT ON auth.users
  FOR EACH ROW EXECUTE FUNCTION ${routine};`,
  ];
}

function onTable(name: string, table: string): readonly string[] {
  const routine = `${inPublic(name)}()`;
  return [
    `-- CHANGE the body: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${routine} RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- new.updated_at := now();
  RETURN new;
END
$$;`,
    `-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${routine} FROM PUBLIC, anon, authenticated, service_role;`,
    `CREATE OR REPLACE TRIGGER ${bare(name)}
  BEFORE UPDATE ON ${inPublic(table)}
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)
  EXECUTE FUNCTION ${routine};`,
  ];
}
