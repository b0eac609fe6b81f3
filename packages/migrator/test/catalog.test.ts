import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { alignViews } from '../src/catalog/align-views.ts';
import { compareCatalogs } from '../src/catalog/compare-catalogs.ts';
import { describeKey } from '../src/catalog/describe-key.ts';
import { kindOf } from '../src/catalog/key-parts.ts';
import { isLostByPush, mendPolicy } from '../src/catalog/lost-by-push.ts';
import { mendingSql } from '../src/catalog/mending-sql.ts';
import { parseKey } from '../src/catalog/parse-key.ts';
import { forgetValues, readCatalog, readOutline } from '../src/catalog/read-catalog.ts';
import type { Session } from '../src/model/ports.ts';
import { SCHEMA } from './catalog-mutations.ts';
import { openSessions, openUrl } from './catalog-sessions.ts';
import { hasOlderPostgres, openOlderPostgres } from './open-older-postgres.ts';
import { touchedKeys } from './touched-keys.ts';

const FOLDER = join(import.meta.dirname, '../../db/drizzle');

/** The template's own migrations. */
const TEMPLATE = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  // All of it is one message here.
  .map((name) => readFileSync(join(FOLDER, name), 'utf8').replace('INDEX CONCURRENTLY', 'INDEX'))
  .join(';\n');

const settings = async (session: Session) =>
  (
    await session.run(`SELECT pg_catalog.jsonb_object_agg(name, setting) AS all FROM pg_catalog.pg_settings`)
  )[0]?.[0];

test('reads the same inside a transaction and outside, and leaves nothing behind', async () => {
  const { session } = await openSessions(`${TEMPLATE}; ${SCHEMA}`);
  await session.run(`SET search_path = public, private; SET statement_timeout = '5min'`);
  const before = await settings(session);
  const outside = await readCatalog(session);
  expect(await settings(session)).toEqual(before);

  await session.run(`BEGIN; SET LOCAL lock_timeout = '7s'`);
  const within = await settings(session);
  const inside = await readCatalog(session, { insideTransaction: true });
  expect(await settings(session)).toEqual(within);
  await session.run('ALTER TABLE public.pets ADD mine integer');
  const changed = await readCatalog(session, { insideTransaction: true });
  await expect(session.run('ROLLBACK TO SAVEPOINT catalog_read')).rejects.toMatchObject({
    sqlstate: '3B001',
  });
  await session.run('ROLLBACK');

  expect(touchedKeys(outside, inside)).toEqual(new Set());
  expect([...touchedKeys(outside, changed)]).toEqual(['column:public.pets.mine']);
  expect(changed.parentOf('column:public.pets.mine')).toBe('table:public.pets');
  expect(touchedKeys(outside, await readOutline(session))).toEqual(new Set());
  expect(outside.serverMajor).toBe(17);
  expect(forgetValues(outside)).not.toHaveProperty('factOf');
});

test('an error while reading inside a transaction leaves it usable', async () => {
  const { session } = await openSessions();
  // The limit last, which holds for each statement after it.
  await session.run(`BEGIN; SAVEPOINT mine; SET LOCAL statement_timeout = '1ms'`);
  await expect(readCatalog(session, { insideTransaction: true })).rejects.toMatchObject({
    sqlstate: '57014',
  });
  await session.run(`ROLLBACK TO SAVEPOINT mine; ROLLBACK`);
  expect((await readCatalog(session)).hashes.size).toBeGreaterThan(100);
});

test('leaves out extensions, owners and our own schema, and MAINTAIN beside other rights', async () => {
  const { session, admin } = await openSessions();
  const before = await readCatalog(session);
  await admin.run('CREATE EXTENSION hstore SCHEMA public; CREATE EXTENSION pg_trgm SCHEMA extensions');
  await session.run(`
    CREATE SCHEMA migrator; CREATE TABLE migrator.__manual_migrations (id int PRIMARY KEY);
    GRANT USAGE ON SCHEMA migrator TO anon; COMMENT ON SCHEMA migrator IS 'ours';
    ALTER DEFAULT PRIVILEGES IN SCHEMA migrator GRANT SELECT ON TABLES TO anon;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon, service_role;
    CREATE TABLE public.t (id int); REVOKE ALL ON public.t FROM anon, authenticated, service_role, postgres;
    GRANT SELECT (id), UPDATE (id) ON public.t TO postgres;
    GRANT ALL ON public.t TO anon; GRANT MAINTAIN ON public.t TO authenticated`);
  const after = await readCatalog(session);
  const keys = [...touchedKeys(before, after)].sort();
  expect(keys).toEqual([
    'acl:(table:public.t).anon',
    'acl:(table:public.t).authenticated',
    'column:public.t.id',
    'comment:(extension:hstore)',
    'comment:(extension:pg_trgm)',
    'defaultPrivilege:postgres.public.r.anon',
    'defaultPrivilege:postgres.public.r.service_role',
    'extension:hstore',
    'extension:pg_trgm',
    'table:public.t',
  ]);
  expect(after.show('acl:(table:public.t).anon')).toBe(
    'DELETE, INSERT, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE',
  );
  expect(after.show('acl:(table:public.t).authenticated')).toBe('MAINTAIN');
  await session
    .run('REVOKE MAINTAIN ON public.t FROM anon; ALTER TABLE public.t OWNER TO anon')
    .catch(() => undefined);
  const again = await readCatalog(session);
  expect([...touchedKeys(after, again)].filter((key) => key.endsWith('.anon'))).toEqual([]);
});

test('sees what pg-delta does not: triggers, indexes and storage behind tables', async () => {
  const { session, admin } = await openSessions(SCHEMA);
  const before = await readCatalog(session);
  await admin.run(`
    ALTER TABLE public.owners DISABLE TRIGGER ALL;
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.pets_name_key'::regclass;
    ALTER TABLE public.pets ALTER name SET STORAGE MAIN, ALTER tags SET COMPRESSION pglz`);
  const after = await readCatalog(session);
  const { differences } = compareCatalogs(before, after, touchedKeys(before, after));
  expect(differences.map(({ object, found }) => `${object}: ${found}`)).toEqual([
    'storage of column name of table public.pets: storage m',
    'storage of column tags of table public.pets: compression p',
    'index behind constraint pets_name_key on public.pets: valid false, ready true, live true',
    'triggers behind constraint pets_owner_fk on public.pets: state ["public.owners D"]',
  ]);
  for (const { key } of differences) expect(before.hashes.has(after.parentOf(key) ?? '')).toBe(true);
});

test('every key of a real catalog reads back, and has words', async () => {
  const { session } = await openSessions(`${TEMPLATE}; ${SCHEMA}`);
  const catalog = await readCatalog(session);
  const { encodeId, parseId } = await import('@supabase/pg-delta/core');
  for (const key of catalog.hashes.keys()) {
    expect(parseKey(key).kind).toBe(kindOf(key));
    expect(encodeId(parseId(key))).toBe(key);
    expect(describeKey(key)).toMatch(/^[a-z ]+\S/);
    expect(catalog.show(key)).toMatch(/^.+$/);
  }
  expect(catalog.show('policy:public.pets."own rows"')).toBe(
    'FOR UPDATE TO authenticated USING ((owner > 1)) WITH CHECK ((owner > 2))',
  );
});

const RENAMED = `CREATE TABLE public.a (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY,
    up integer REFERENCES public.a, code text UNIQUE, CHECK (n > 0));
  CREATE INDEX ON public.a (code, n); COMMENT ON CONSTRAINT a_pkey ON public.a IS 'x'; GRANT SELECT ON SEQUENCE public.a_id_seq TO authenticated;`;

test('the same objects under the names of a table that was renamed are no difference', async () => {
  const expected = await openSessions();
  const found = await openSessions();
  const start = await readCatalog(expected.session);
  await expected.session.run(`${RENAMED} ALTER TABLE public.a RENAME TO b`);
  await found.session.run(RENAMED.replaceAll(/\ba\b/g, 'b').replaceAll(/\ba_/g, 'b_'));
  const wanted = await readCatalog(expected.session);
  const there = await readCatalog(found.session);
  const touched = touchedKeys(start, wanted);

  const { differences, renames } = compareCatalogs(wanted, there, touched);
  expect(differences).toEqual([]);
  expect(renames.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
    'constraint:public.b.b_code_key → constraint:public.b.a_code_key',
    'constraint:public.b.b_n_check → constraint:public.b.a_n_check',
    'constraint:public.b.b_pkey → constraint:public.b.a_pkey',
    'constraint:public.b.b_up_fkey → constraint:public.b.a_up_fkey',
    'index:public.b_code_n_idx → index:public.a_code_n_idx',
    'sequence:public.b_id_seq → sequence:public.a_id_seq',
    'sequence:public.b_n_seq → sequence:public.a_n_seq',
  ]);
  const statements = await mendingSql(there, wanted, touched);
  expect(statements.toSorted()).toEqual(renames.map(({ sql }) => sql).sort());
  for (const sql of statements) await found.session.run(sql);
  expect(touchedKeys(wanted, await readCatalog(found.session))).toEqual(new Set());
});

test('another definition, a second candidate or a name the files know is a difference', async () => {
  const { session } = await openSessions(`CREATE TABLE public.t (id int, CONSTRAINT one CHECK (id > 0))`);
  const wanted = await readCatalog(session);
  const key = 'constraint:public.t.one';
  await session.run('ALTER TABLE public.t RENAME CONSTRAINT one TO two');
  const renamed = await readCatalog(session);
  expect(compareCatalogs(wanted, renamed, [key]).differences).toEqual([]);
  expect(compareCatalogs(wanted, renamed, [key, 'constraint:public.t.two']).differences).toHaveLength(2);
  await session.run('ALTER TABLE public.t ADD CONSTRAINT three CHECK (id > 0)');
  expect(compareCatalogs(wanted, await readCatalog(session), [key]).differences).toMatchObject([
    { key, object: 'constraint one on public.t', expected: 'CHECK ((id > 0))', found: undefined },
  ]);
  await session.run(
    'ALTER TABLE public.t DROP CONSTRAINT three, DROP CONSTRAINT two, ADD CONSTRAINT two CHECK (id > 1)',
  );
  expect(compareCatalogs(wanted, await readCatalog(session), [key]).differences).toHaveLength(1);
});

test('a policy that lost its expressions is known, and mended in place', async () => {
  const policies = (
    expressions: boolean,
  ) => `CREATE TABLE public.t (id int); ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "it's ""own""" ON public.t TO anon, authenticated ${expressions ? 'USING (id > 1) WITH CHECK (id > 2)' : ''};
    CREATE POLICY strict ON public.t AS RESTRICTIVE FOR INSERT TO public ${expressions ? 'WITH CHECK (id > 3)' : ''};
    CREATE POLICY plain ON public.t FOR SELECT TO anon;`;
  const expected = await openSessions(policies(true));
  const found = await openSessions(policies(false));
  const wanted = await readCatalog(expected.session);
  const there = await readCatalog(found.session);
  const keys = [...wanted.hashes.keys()].filter((key) => kindOf(key) === 'policy');
  const lost = keys.filter((key) => isLostByPush(wanted, there, key));
  expect(lost.map(describeKey)).toEqual([`policy "it's ""own""" on public.t`, 'policy strict on public.t']);
  expect(lost.filter((key) => isLostByPush(there, wanted, key))).toEqual([]);

  await found.session.run(`ALTER POLICY strict ON public.t TO anon`);
  const other = await readCatalog(found.session);
  expect(keys.filter((key) => isLostByPush(wanted, other, key))).toHaveLength(1);
  for (const key of lost) await found.session.run(mendPolicy(wanted, key));
  expect(touchedKeys(wanted, await readCatalog(found.session))).toEqual(new Set());
});

test('long definitions are shown where they differ', async () => {
  const body = (word: string) =>
    `CREATE OR REPLACE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ SELECT '${'x'.repeat(900)}${word}' $$`;
  const { session } = await openSessions(body('old'));
  const wanted = await readCatalog(session);
  await session.run(body('new'));
  const [difference] = compareCatalogs(wanted, await readCatalog(session), [
    'function:public.f()',
  ]).differences;
  expect(difference?.expected).toMatch(/^…x{100}old' \$function\$$/);
  expect(difference?.found).toContain('new');
  await session.run(body('old').replace('SELECT', ' SELECT'));
  const [spaces] = compareCatalogs(wanted, await readCatalog(session), ['function:public.f()']).differences;
  expect(spaces?.found).toMatch(/\(differs in white space\)$/);
});

// Debian's packages of Postgres 15 are what there is to compare with; elsewhere the test says nothing.
test.runIf(hasOlderPostgres)('a Postgres 15 with the same history has the same facts', async () => {
  const { session } = await openSessions();
  const start = await readCatalog(session);
  const urlOf = await openOlderPostgres();
  const older = await openUrl(urlOf('postgres'));
  onTestFinished(() => older.close());
  const oldStart = await readCatalog(older);
  const history = `${TEMPLATE}; ${SCHEMA} GRANT ALL ON public.pets TO service_role;
    ALTER DEFAULT PRIVILEGES IN SCHEMA private GRANT ALL ON TABLES TO anon;
    CREATE VIEW public.joined AS SELECT o.name, p.price FROM public.owners o JOIN public.pets p ON p.owner = o.id
      WHERE p.id IN (SELECT q.id FROM public.pets q WHERE q.name LIKE 'a%')`;
  await session.run(history);
  await older.run(history);
  const wanted = await readCatalog(session);
  const there = await readCatalog(older);
  expect(there.serverMajor).toBe(15);
  const touched = touchedKeys(start, wanted);
  expect(touchedKeys(oldStart, there)).toEqual(touched);
  const { differences, renames } = compareCatalogs(wanted, there, touched);
  expect(renames).toEqual([]);
  expect(differences.map(({ key }) => key)).toEqual(['materializedView:public.counts', 'view:public.cheap']);

  const aligned = await alignViews(there, { session, serverMajor: 17 }, touched);
  expect(compareCatalogs(wanted, aligned, touched).differences).toEqual([]);
  await older.run(
    'CREATE OR REPLACE VIEW public.cheap AS SELECT p.id, p.name FROM public.pets p WHERE p.id < 11',
  );
  const other = await alignViews(await readCatalog(older), { session, serverMajor: 17 }, touched);
  expect(compareCatalogs(wanted, other, touched).differences.map(({ key }) => key)).toEqual([
    'view:public.cheap',
  ]);
  expect(touchedKeys(wanted, await readCatalog(session))).toEqual(new Set());

  await older.run('REVOKE ALL ON public.pets FROM service_role; DROP VIEW public.cheap');
  for (const sql of await mendingSql(await readCatalog(older), wanted, touched)) await older.run(sql);
  const mended = await alignViews(await readCatalog(older), { session, serverMajor: 17 }, touched);
  expect(compareCatalogs(wanted, mended, touched).differences).toEqual([]);
});
