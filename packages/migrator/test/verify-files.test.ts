import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withSession } from './copy-database.ts';
import { cli, writeFolder } from './folder.ts';

const T = 'CREATE TABLE t (id int, "Column" text, email varchar(50));';
const F = `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;`;
const A = 'CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();';

/** Files whose outcome is a healthy database; a change to it, and the one finding that must come of that. */
type FilesCase = readonly [title: string, files: readonly string[], change: string, code: string];

const CASES: readonly FilesCase[] = [
  [
    'a condition as only Postgres spells it',
    [
      `${T}${F} CREATE TRIGGER a AFTER UPDATE OF email, id ON t FOR EACH ROW
        WHEN (new.email IN ('a', 'b') /* when */ AND old.* IS DISTINCT FROM new.* AND new.id BETWEEN 1 AND 5 -- end
        ) EXECUTE FUNCTION f();`,
    ],
    "CREATE OR REPLACE TRIGGER a AFTER UPDATE OF email, id ON t FOR EACH ROW WHEN (new.email IN ('a')) EXECUTE FUNCTION f()",
    'trigger_differs',
  ],
  [
    'quoted names and arguments',
    [
      `CREATE SCHEMA "Odd Name"; CREATE TABLE "Odd Name"."T t" (id int, "Col umn" text);
       CREATE FUNCTION "Odd Name"."F f"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
       CREATE TRIGGER "a b" BEFORE UPDATE OF "Col umn" ON "Odd Name"."T t" FOR EACH ROW
       WHEN (new."Col umn" <> 'WHEN (') EXECUTE FUNCTION "Odd Name"."F f"('it''s', 2, "Two");`,
    ],
    `DROP TRIGGER "a b" ON "Odd Name"."T t"; CREATE TRIGGER "a b" BEFORE UPDATE OF "Col umn" ON "Odd Name"."T t" FOR EACH ROW
       WHEN (new."Col umn" <> 'WHEN (') EXECUTE FUNCTION "Odd Name"."F f"('it''s', 3, "Two")`,
    'trigger_differs',
  ],
  [
    'a statement trigger with transition tables',
    [
      `${T}${F} CREATE TRIGGER a AFTER UPDATE ON t REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE PROCEDURE f();`,
    ],
    'DROP TRIGGER a ON t; CREATE TRIGGER a AFTER UPDATE ON t REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION f()',
    'trigger_differs',
  ],
  [
    'a constraint trigger, deferred, FROM another table',
    [
      `${T}${F} CREATE TABLE u (id int); CREATE CONSTRAINT TRIGGER a AFTER INSERT OR DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW WHEN (pg_trigger_depth() < 1) EXECUTE FUNCTION f();`,
    ],
    `DROP TRIGGER a ON t; CREATE CONSTRAINT TRIGGER a AFTER INSERT OR DELETE ON t FROM u DEFERRABLE INITIALLY IMMEDIATE
       FOR EACH ROW WHEN (pg_trigger_depth() < 1) EXECUTE FUNCTION f()`,
    'trigger_differs',
  ],
  [
    'INSTEAD OF on a view, TRUNCATE on a table',
    [
      `${T}${F} CREATE VIEW v AS SELECT id FROM t; CREATE TRIGGER a INSTEAD OF INSERT OR UPDATE OR DELETE ON v FOR EACH ROW EXECUTE FUNCTION f();
       CREATE TRIGGER b BEFORE TRUNCATE ON t EXECUTE FUNCTION f();`,
    ],
    'DROP TRIGGER b ON t',
    'trigger_missing',
  ],
  [
    'a partitioned table: its partitions have copies',
    [
      `CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9); ${F}
       CREATE TRIGGER a AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f();`,
    ],
    'DROP TRIGGER a ON p',
    'trigger_missing',
  ],
  [
    'made in DO, behind a question',
    [
      `${T}${F} DO $do$ BEGIN
         IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'a') THEN ${A} END IF;
       EXCEPTION WHEN duplicate_object THEN NULL; END $do$;`,
    ],
    'DROP TRIGGER a ON t',
    'trigger_missing',
  ],
  [
    'made in DO where it is there already: the first one stays',
    [
      `${T}${F}${A}`,
      `DO $do$ BEGIN ${A.replace('INSERT', 'UPDATE')} EXCEPTION WHEN duplicate_object THEN NULL; END $do$;`,
    ],
    A.replace('CREATE', 'CREATE OR REPLACE').replace('INSERT', 'UPDATE'),
    'trigger_differs',
  ],
  [
    'everything renamed',
    [
      `${T}${F} CREATE TRIGGER a BEFORE UPDATE OF email ON t FOR EACH ROW WHEN (old.email <> new.email) EXECUTE FUNCTION f();`,
      `ALTER TABLE t RENAME COLUMN email TO mail; ALTER TRIGGER a ON t RENAME TO b; ALTER TABLE t RENAME TO u;
       ALTER FUNCTION f() RENAME TO g; CREATE SCHEMA s; ALTER FUNCTION g() SET SCHEMA s; ALTER TABLE u SET SCHEMA s; ALTER SCHEMA s RENAME TO z;`,
    ],
    'ALTER TRIGGER b ON z.u RENAME TO a',
    'trigger_missing',
  ],
  [
    'a function that is changed piece by piece',
    [
      `${T}${F}${A}`,
      `ALTER FUNCTION f() SECURITY DEFINER SET search_path = pg_catalog, "$user", 'Odd' SET statement_timeout TO '5s' SET work_mem = '1MB';
       ALTER FUNCTION f() RESET work_mem; ALTER FUNCTION f SET lock_timeout FROM CURRENT;
       REVOKE ALL ON FUNCTION f() FROM PUBLIC; REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM anon, authenticated;
       GRANT EXECUTE ON FUNCTION f() TO authenticated;`,
    ],
    'GRANT EXECUTE ON FUNCTION f() TO PUBLIC',
    'trigger_function_executable',
  ],
  [
    'CREATE OR REPLACE keeps the grants, and forgets the rest',
    [
      `${T}${F}${A} ALTER FUNCTION f() SECURITY DEFINER SET search_path = ''; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;`,
      `CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;`,
    ],
    'ALTER FUNCTION f() SECURITY DEFINER',
    'trigger_function_security',
  ],
  [
    'dropped and made again: grants start anew',
    [
      `${T}${F}${A} REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;`,
      `DROP FUNCTION f() CASCADE;${F}${A.replace('INSERT', 'DELETE')}`,
    ],
    A.replace('CREATE', 'CREATE OR REPLACE'),
    'trigger_differs',
  ],
  [
    'triggers, tables and schemas that were dropped are not asked for',
    [
      `${T}${F}${A} CREATE SCHEMA s; CREATE TABLE s.t (id int); CREATE TABLE gone (id int);
       CREATE TRIGGER a BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER a BEFORE INSERT ON gone FOR EACH ROW EXECUTE FUNCTION f();`,
      `DROP TABLE gone; DROP SCHEMA s CASCADE; DROP TRIGGER IF EXISTS a ON t; CREATE TRIGGER b BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`,
    ],
    'DROP TRIGGER b ON t',
    'trigger_missing',
  ],
  [
    'one the files disable',
    [`${T}${F}${A} ALTER TABLE t DISABLE TRIGGER a;`],
    'ALTER TABLE t ENABLE TRIGGER a',
    'trigger_disabled',
  ],
  [
    'ALWAYS fires as well',
    [`${T}${F}${A} ALTER TABLE t DISABLE TRIGGER ALL; ALTER TABLE t ENABLE ALWAYS TRIGGER a;`],
    'ALTER TABLE t DISABLE TRIGGER USER',
    'trigger_disabled',
  ],
  [
    'a search_path in the file',
    [`CREATE SCHEMA s; SET search_path = s; ${T}${F}${A}`, `CREATE TABLE public.t (id int);`],
    'DROP TRIGGER a ON s.t',
    'trigger_missing',
  ],
  [
    'a function in which only blanks and comments differ',
    [`${T}${F.replace('BEGIN', 'BEGIN\r\n -- says nothing\r\n')}${A}`],
    F.replace('CREATE', 'CREATE OR REPLACE').replace('new', 'NULL'),
    'trigger_function_differs',
  ],
  [
    'functions of Postgres and of extensions, without their schema',
    [
      `CREATE TABLE t (id int, at timestamp);
       CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION moddatetime (at);
       CREATE TRIGGER b BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`,
    ],
    'CREATE OR REPLACE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'trigger_differs',
  ],
  [
    'a function with another owner',
    [`${T}${F}${A} ALTER FUNCTION f() OWNER TO service_role;`],
    'ALTER FUNCTION f() OWNER TO postgres',
    'trigger_function_differs',
  ],
];

describe('what files make is what they are taken for, and a change to it is seen', () => {
  const cases = CASES.map(([title, files, change, code]) => ({ title, files, change, code }));
  test.each(cases)('$title', async ({ files, change, code }) => {
    const database = await openTestDatabase();
    onTestFinished(() => database.drop());
    await withSession(database.adminUrl, (admin) =>
      admin.run(
        'GRANT CREATE ON SCHEMA public TO service_role; CREATE EXTENSION moddatetime WITH SCHEMA extensions',
      ),
    );
    const cwd = writeFolder(Object.fromEntries(files.map((text, index) => [`000${index}_f.sql`, text])));
    const target = { url: database.url, cwd };
    const migrated = await cli(['--dir', '.'], target);
    expect(migrated.exitCode, migrated.stderr.join('\n')).toBe(0);

    const healthy = await cli(['verify-triggers', '--dir', '.'], target);
    expect(healthy, JSON.stringify(healthy, null, 1)).toMatchObject({ exitCode: 0, stderr: [] });
    expect(healthy.stdout.filter((line) => line.startsWith('✅')).length).toBeGreaterThan(1);

    await withSession(database.adminUrl, (admin) => admin.run(change));
    const changed = await cli(['verify-triggers', '--dir', '.', '--json'], target);
    const { findings } = JSON.parse(changed.stdout.at(-1) ?? '');
    expect(
      findings.map((finding: { code: string }) => finding.code),
      changed.stdout.join('\n'),
    ).toEqual([code]);
    expect(changed.exitCode).toBe(1);
  });
});

test('the SQL that is shown mends what it is shown for', async () => {
  const database = await openTestDatabase();
  onTestFinished(() => database.drop());
  const cwd = writeFolder({
    '0001_f.sql': `${T}
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, "Odd" SET work_mem = '1MB' AS $$ BEGIN RETURN new; END $$;
      REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC, anon, authenticated; ${A}
      CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
      CREATE TRIGGER d AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE t ENABLE REPLICA TRIGGER d;
      CREATE TRIGGER u AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();`,
  });
  const target = { url: database.url, cwd };
  expect((await cli(['--dir', '.'], target)).exitCode).toBe(0);
  await withSession(database.adminUrl, (admin) =>
    admin.run(`ALTER FUNCTION f() SECURITY INVOKER RESET search_path SET work_mem = '2MB'; GRANT EXECUTE ON FUNCTION f() TO PUBLIC, anon;
      DROP TRIGGER a ON t; ALTER TABLE t ENABLE TRIGGER d; DROP TRIGGER c ON t; CREATE CONSTRAINT TRIGGER c AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE auth.users DISABLE TRIGGER u`),
  );
  const broken = await cli(['verify-triggers', '--dir', '.', '--json'], target);
  const { findings } = JSON.parse(broken.stdout.at(-1) ?? '');
  expect(findings).toHaveLength(8);
  const sql = findings.flatMap((finding: { sql?: string[] }) => finding.sql ?? []);
  // As the role that migrates, not the owner of auth.users.
  await withSession(database.url, (session) => session.run(sql.join('\n')));
  const mended = await cli(['verify-triggers', '--dir', '.'], target);
  expect(mended, mended.stderr.join('\n')).toMatchObject({ exitCode: 0, stderr: [] });
});
