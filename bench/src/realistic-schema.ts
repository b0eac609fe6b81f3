import type { BenchMigration } from './peer.ts';

/** What one table of a real project has: keys, a check, indexes, policies, a column that came later. */
function tableSql(index: number): string[] {
  const table = `t${String(index).padStart(4, '0')}`;
  return [
    `CREATE TABLE "${table}" ("id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, "owner" uuid NOT NULL, "title" text DEFAULT '' NOT NULL, "body" text, "price" numeric(10, 2), "created_at" timestamp with time zone DEFAULT now() NOT NULL, CONSTRAINT "${table}_price" CHECK (price >= 0))`,
    `ALTER TABLE "${table}" ADD CONSTRAINT "${table}_owner_fk" FOREIGN KEY ("owner") REFERENCES "auth"."users"("id") ON DELETE cascade`,
    `CREATE INDEX "${table}_owner" ON "${table}" USING btree ("owner")`,
    `CREATE UNIQUE INDEX "${table}_title" ON "${table}" USING btree ("owner","title")`,
    `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY "${table} read" ON "${table}" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select auth.uid()) = owner)`,
    `CREATE POLICY "${table} write" ON "${table}" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK ((select auth.uid()) = owner)`,
    `ALTER TABLE "${table}" ADD COLUMN "note" text`,
  ];
}

const TRIGGER = `CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$ begin return new; end $$;
CREATE TRIGGER touch BEFORE UPDATE ON t0000 FOR EACH ROW EXECUTE FUNCTION public.touch();
`;

/** A folder of `tables` tables, ten to a file and eight statements each, and a last file with a trigger. */
export function realisticSchema(tables: number): BenchMigration[] {
  const files = Math.ceil(tables / 10);
  const made = Array.from({ length: files }, (_, file) => {
    const numbers = Array.from({ length: Math.min(10, tables - file * 10) }, (_, index) => file * 10 + index);
    return { name: `tables_${file}`, sql: `${numbers.flatMap(tableSql).join(';\n')};\n` };
  });
  return [...made, { name: 'triggers', sql: TRIGGER }];
}

/** What `drizzle-kit push` does to every policy: it drops USING and WITH CHECK. */
export const LOSE_POLICY_EXPRESSIONS = `DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT polname, polrelid::regclass AS name, CASE polcmd WHEN 'r' THEN 'SELECT' ELSE 'INSERT' END AS command
           FROM pg_policy WHERE polrelid::regclass::text LIKE 't%' LOOP
    EXECUTE format('DROP POLICY %I ON %s', p.polname, p.name);
    EXECUTE format('CREATE POLICY %I ON %s AS PERMISSIVE FOR %s TO authenticated', p.polname, p.name, p.command);
  END LOOP; END $$;`;
