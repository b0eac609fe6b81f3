import { bare, deriveNames, inPublic } from './derive-names.ts';
import type { Skeleton } from './skeleton.ts';

export const tableSkeleton: Skeleton = (slug) => {
  const { object: name } = deriveNames(slug, ['table', 'tables']);
  const table = inPublic(name);
  const policy = (command: string, rule: string) => {
    const named = bare(`${name}_${command.toLowerCase()}_own`);
    return [
      `DROP POLICY IF EXISTS ${named} ON ${table};`,
      `CREATE POLICY ${named} ON ${table} FOR ${command} TO authenticated\n  ${rule};`,
    ];
  };
  const own = '(owner = (select auth.uid()))';
  return [
    `-- CHANGE the columns, and the policies where rows are not their owner's alone.
-- With drizzle, describe the table in the schema as well: drizzle-kit knows only what stands there.
CREATE TABLE IF NOT EXISTS ${table} (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users (id) ON DELETE CASCADE,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now()
);`,
    `CREATE INDEX IF NOT EXISTS ${bare(`${name}_owner_idx`)} ON ${table} (owner);`,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
    ...policy('SELECT', `USING ${own}`),
    ...policy('INSERT', `WITH CHECK ${own}`),
    ...policy('UPDATE', `USING ${own} WITH CHECK ${own}`),
    ...policy('DELETE', `USING ${own}`),
    `-- Grants stand beside the policies: neither is enough alone. CHANGE which columns may be edited.
REVOKE ALL ON TABLE ${table} FROM PUBLIC, anon, authenticated, service_role;`,
    `GRANT SELECT, INSERT, DELETE ON TABLE ${table} TO authenticated;`,
    `GRANT UPDATE (title) ON TABLE ${table} TO authenticated;`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ${table} TO service_role;`,
  ];
};
