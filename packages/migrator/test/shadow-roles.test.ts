import { expect, test } from 'vitest';
import type { ShadowDatabase } from '../src/model/shadow.ts';
import { openTestShadow, parse, replayAll, rowsOf } from './open-shadow.ts';

const FILES = {
  '0001_roles.sql': `CREATE ROLE app NOINHERIT; GRANT app TO authenticator; GRANT anon TO app;
ALTER ROLE app SET statement_timeout = '1s'; COMMENT ON ROLE app IS 'ours';
ALTER ROLE anon SET lock_timeout = '2s'; ALTER ROLE authenticated BYPASSRLS; REVOKE anon FROM authenticator;
CREATE TABLE notes (id int); GRANT SELECT ON notes TO app; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app;`,
  '0002_password.sql': `ALTER ROLE postgres PASSWORD 'changed';`,
};

/** Everything a catalog says of roles but numbers and password hashes. */
const ROLES = `SELECT (SELECT jsonb_agg(to_jsonb(r) - 'oid' ORDER BY rolname) FROM pg_roles r) AS roles,
  (SELECT jsonb_agg(format('%s in %s by %s', m.rolname, r.rolname, g.rolname) ORDER BY m.rolname, r.rolname)
   FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
   JOIN pg_roles g ON g.oid = a.grantor) AS members,
  (SELECT jsonb_agg(description) FROM pg_shdescription WHERE classoid = 'pg_authid'::regclass) AS comments`;

async function isOnSameServer(one: ShadowDatabase, other: ShadowDatabase): Promise<boolean> {
  const port = "SELECT current_setting('port') AS port";
  return JSON.stringify(await rowsOf(one, port)) === JSON.stringify(await rowsOf(other, port));
}

test('two replays of files that change roles find and leave the same roles, one after the other', async () => {
  const shadow = await openTestShadow();
  const states = [];
  for (let round = 0; round < 3; round += 1) {
    const database = await shadow.open();
    states.push({ before: await rowsOf(database, ROLES) });
    const touches = await replayAll(database, FILES);
    expect(touches[0]?.filter(({ type }) => type === 'role').map(({ statement }) => statement)).toEqual([
      0, 1, 2, 3, 5, 6, 7,
    ]);
    states.push({ after: await rowsOf(database, ROLES) });
    await database.close();
  }
  const [before, after] = states;
  expect(JSON.stringify(before)).not.toContain('"app"');
  expect(JSON.stringify(after)).toContain('app in anon');
  expect(states).toEqual([before, after, before, after, before, after]);
});

test('also while the first database is still open, and by another run at the same time', async () => {
  const shadow = await openTestShadow();
  const first = await shadow.open();
  const second = await shadow.open();
  expect(await isOnSameServer(first, second)).toBe(true);
  const before = await rowsOf(first, ROLES);
  await replayAll(first, FILES);
  const after = await rowsOf(first, ROLES);
  const third = await shadow.open();
  expect(await isOnSameServer(first, third)).toBe(false);
  const other = await (await openTestShadow()).open();
  for (const database of [third, other]) {
    expect(await rowsOf(database, ROLES)).toEqual(before);
    await replayAll(database, FILES);
    expect(await rowsOf(database, ROLES)).toEqual(after);
  }
});

test('a role that is made twice by the files is an error', async () => {
  const database = await (await openTestShadow()).open();
  await database.replay(await parse('0001_a.sql', 'CREATE ROLE app;'));
  await expect(database.replay(await parse('0002_b.sql', 'CREATE ROLE app;'))).rejects.toMatchObject({
    code: 'shadow_replay_failed',
    details: { sqlstate: '42710' },
  });
});
