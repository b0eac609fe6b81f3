import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { cli, scratchWorkspace, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { hasOlderPostgres, openOlderPostgres } from './open-older-postgres.ts';
import { openRole } from './open-role.ts';
import { TEMPLATE_FOLDER } from './push-template.ts';

test('files that make roles: the roles of the server are there already', async () => {
  const { url, sql } = await openDatabase();
  const role = `test_files_${randomBytes(4).toString('hex')}`;
  onTestFinished(async () => {
    await sql.unsafe(`REVOKE ALL ON public.t, public.u FROM ${role}; DROP ROLE ${role}`);
  });
  const files = {
    '0001_role.sql': `CREATE ROLE ${role} NOLOGIN;\nCREATE TABLE public.t (id integer PRIMARY KEY);\n`,
    '0002_grant.sql': `GRANT SELECT ON public.t TO ${role};\n`,
    '0003_u.sql': `CREATE TABLE public.u (id integer PRIMARY KEY);\nGRANT SELECT ON public.u TO ${role};\n`,
  };
  const cwd = writeFolder(files);
  await sql.unsafe(`${files['0001_role.sql']}${files['0002_grant.sql']}`);
  const run = await cli(['--dir', '.'], { url, cwd });
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  expect(await outcomes(sql)).toEqual(['adopted', 'adopted', 'applied']);
  expect((await cli(['drift', '--dir', '.'], { url, cwd })).exitCode).toBe(0);
});

test('a login role that is no superuser and owns its schema', async () => {
  const { url, admin, role, database } = await openRole();
  await admin.unsafe(
    `GRANT CREATE ON DATABASE ${database.name} TO ${role}; CREATE SCHEMA mine AUTHORIZATION ${role}`,
  );
  const files = {
    '0001_t.sql': 'CREATE TABLE mine.t (id integer PRIMARY KEY, v text);\nGRANT SELECT ON mine.t TO anon;\n',
    '0002_u.sql':
      'CREATE TABLE mine.u (id serial PRIMARY KEY);\nALTER TABLE mine.u ENABLE ROW LEVEL SECURITY;\n',
  };
  // In the shadow nobody else has made the schema.
  const cwd = writeFolder({ '0000_mine.sql': 'CREATE SCHEMA IF NOT EXISTS mine;\n', ...files });
  const own = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => own.end());
  await own.unsafe(files['0001_t.sql']);
  await own`INSERT INTO mine.t VALUES (1, 'kept')`;
  const run = await cli(['--dir', '.'], { url, cwd });
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  expect(await outcomes(own)).toEqual(['adopted', 'adopted', 'applied']);
  expect([...(await own`SELECT * FROM mine.t`)]).toEqual([{ id: 1, v: 'kept' }]);
  expect((await cli(['--dir', '.'], { url, cwd })).exitCode).toBe(0);
});

// Debian's packages of Postgres 15 are what there is to adopt; elsewhere the test says nothing.
test.runIf(hasOlderPostgres)('a target of Postgres 15, replayed on a shadow of Postgres 17', async () => {
  const urlOf = await openOlderPostgres();
  const url = urlOf('postgres');
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end());
  const migrate = (...argv: string[]) =>
    cli([...argv, '--dir', TEMPLATE_FOLDER], { url, cwd: scratchWorkspace() });
  const first = await migrate();
  expect(first.exitCode, first.stderr.join('\n')).toBe(0);
  await sql`DROP SCHEMA migrator CASCADE`;
  const adopted = await migrate();
  expect(adopted.exitCode, adopted.stderr.join('\n')).toBe(0);
  // The seed finds its rows; nothing of it runs again.
  expect(await outcomes(sql)).toEqual(Array(7).fill('adopted'));
  await sql`ALTER TABLE public.notes ALTER COLUMN title TYPE varchar(300)`;
  await sql`DROP SCHEMA migrator CASCADE`;
  const refused = await migrate();
  expect(refused.exitCode).toBe(3);
  expect(refused.stderr.join('\n')).toContain('column title of table public.notes');
});

async function outcomes(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ outcome: string }[]>`SELECT outcome FROM migrator.__manual_migrations ORDER BY id`;
  return rows.map(({ outcome }) => outcome);
}
