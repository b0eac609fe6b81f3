import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { expect, onTestFinished, test } from 'vitest';
import { parseUrl } from '../src/config/parse-url.ts';
import type { Session } from '../src/model/ports.ts';
import type { DefaultPrivilege } from '../src/model/shadow.ts';
import { connect } from '../src/shadow/connect.ts';
import { changesBetween } from '../src/shadow/copy-default-privileges.ts';
import { readDefaultPrivileges } from '../src/shadow/read-default-privileges.ts';
import { openTestShadow, parse, rowsOf } from './open-shadow.ts';

async function openTarget(defaultPrivileges: 'permissive' | 'strict'): Promise<Session> {
  const database = await openTestDatabase({ defaultPrivileges });
  const { session } = await connect(parseUrl(database.url, 'the test'));
  onTestFinished(async () => {
    await session.close();
    await database.drop();
  });
  return session;
}

/** What a table, a function and a schema are open to that were made with these default privileges. */
const MAKE =
  'CREATE TABLE made (id serial); CREATE FUNCTION made() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; CREATE SCHEMA app; CREATE TYPE app.made AS (a int);';
const MADE = `SELECT (SELECT relacl::text FROM pg_class WHERE relname = 'made' AND relkind = 'r') AS "table",
  (SELECT relacl::text FROM pg_class WHERE relname = 'made_id_seq') AS sequence,
  (SELECT proacl::text FROM pg_proc WHERE proname = 'made') AS function,
  (SELECT nspacl::text FROM pg_namespace WHERE nspname = 'app') AS schema,
  (SELECT typacl::text FROM pg_type WHERE typname = 'made' AND typnamespace = 'app'::regnamespace) AS type`;

test.each([
  ['permissive', ''],
  ['strict', ''],
  [
    'strict',
    `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO anon WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO service_role;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE DELETE ON TABLES FROM postgres;`,
  ],
  [
    'permissive',
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE INSERT ON TABLES FROM anon;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO anon WITH GRANT OPTION;`,
  ],
] as const)('what files make is as open as on the target: %s %#', async (kind, changes) => {
  const target = await openTarget(kind);
  if (changes !== '') await target.run(changes);
  const privileges = await readDefaultPrivileges(target);
  const database = await (await openTestShadow({ defaultPrivileges: privileges })).open();
  expect(changesBetween(await readDefaultPrivileges(database.session), privileges)).toEqual([]);
  await target.run(MAKE);
  await database.replay(await parse('0001_a.sql', MAKE));
  const [made] = await target.run(MADE);
  expect(await rowsOf(database, MADE)).toEqual(made?.map((row) => ({ ...row })));
});

test('a schema and a role the shadow lacks are left out', async () => {
  const lacking: DefaultPrivilege[] = [
    { schema: 'app', objects: 'TABLES', grantee: { role: 'anon' }, privilege: 'SELECT', grantable: false },
    {
      schema: 'public',
      objects: 'TABLES',
      grantee: { role: 'nobody_here' },
      privilege: 'SELECT',
      grantable: false,
    },
  ];
  const database = await (await openTestShadow({ defaultPrivileges: lacking })).open();
  expect(
    (await readDefaultPrivileges(database.session)).filter(({ grantee }) => grantee !== 'owner'),
  ).toEqual([]);
});
