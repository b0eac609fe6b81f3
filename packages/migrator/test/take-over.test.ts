import type postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';
import { openRole } from './open-role.ts';

const FILES = {
  '0001_a.sql': 'CREATE TABLE a (id int);',
  '0002_b.sql': 'CREATE TABLE b (id int);',
  '0003_c.sql': 'CREATE TABLE c (id int);',
};

/** What the runner before this one made, and what it had run: a row each, not in the transaction of its file. */
const OLD_TABLE = `CREATE TABLE public.__manual_migrations (
  id serial PRIMARY KEY, filename varchar(255) UNIQUE NOT NULL, executed_at timestamptz DEFAULT now());`;
const OLD = `${OLD_TABLE}
CREATE TABLE a (id int); CREATE TABLE b (id int);
INSERT INTO __manual_migrations (filename, executed_at) VALUES
  ('0001_a.sql', '2024-05-06 07:08:09.123456+00'), ('0002_b.sql', '2024-05-06 07:08:10+00');`;

const rowsOf = (sql: postgres.Sql) =>
  sql`SELECT filename, executed_at::text, checksum IS NOT NULL AS known, outcome, evidence->>'filename' AS old
      FROM migrator.__manual_migrations ORDER BY id`;

describe('a database the runner before this one has worked on', () => {
  test('up takes its rows over, runs the rest, and never looks there again', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD);
    const cwd = writeFolder(FILES);
    const first = await cli(['--dir', '.'], { url, cwd });
    expect({ ...first, stdout: stable(first.stdout) }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": [],
        "stdout": [
          "📁 Found 3 migration files in FOLDER for HOST/DATABASE",
          "📦 Took over 2 executed migrations from public.__manual_migrations; that table stays, and is not read again. "migrate drift" compares what they made with the database",
          "⏭️  Skipping 0001_a.sql (already executed)",
          "⏭️  Skipping 0002_b.sql (already executed)",
          "🚀 Running migration: 0003_c.sql",
          "✅ Completed: 0003_c.sql (… ms)",
          "✅ All migrations completed successfully!",
        ],
      }
    `);
    expect([...(await rowsOf(sql))]).toMatchObject([
      {
        filename: '0001_a.sql',
        executed_at: '2024-05-06 07:08:09.123456+00',
        known: true,
        outcome: 'imported',
      },
      { filename: '0002_b.sql', known: true, outcome: 'imported' },
      { filename: '0003_c.sql', known: true, outcome: 'applied', old: null },
    ]);
    expect(
      await sql`SELECT count(*)::int, obj_description('public.__manual_migrations'::regclass) AS comment
      FROM public.__manual_migrations`,
    ).toEqual([{ count: 2, comment: 'Taken over into migrator.__manual_migrations, and not read since.' }]);
    await sql`INSERT INTO public.__manual_migrations (filename) VALUES ('0099_later.sql')`;
    const second = await cli(['--dir', '.'], { url, cwd });
    expect(second).toMatchObject({ exitCode: 0, stderr: [] });
    expect(second.stdout.filter((line) => line.startsWith('⏭️'))).toHaveLength(3);
  });

  test('status and plan show it, and write nothing', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD);
    const cwd = writeFolder(FILES);
    const status = await cli(['status', '--dir', '.'], { url, cwd });
    expect(status.stderr[0]).toContain('names 2 executed migrations: "migrate up" takes them over first');
    expect(status.stdout.slice(1, 4).map((line) => line.slice(0, 23))).toEqual([
      '✅ 0001_a.sql  imported ',
      '✅ 0002_b.sql  imported ',
      '⏳ 0003_c.sql  pending',
    ]);
    const plan = await cli(['plan', '--dir', '.'], { url, cwd });
    expect(plan.exitCode).toBe(0);
    expect(plan.stdout.at(-1)).toMatch('📝 1 migration would run, 2 are executed already');
    expect(await sql`SELECT to_regnamespace('migrator') AS history`).toEqual([{ history: null }]);
  });

  test('with nothing pending the rows are taken over all the same', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD);
    const { '0003_c.sql': _, ...files } = FILES;
    const run = await cli(['--dir', '.'], { url, cwd: writeFolder(files) });
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect(await recordedFiles(sql)).toEqual(['0001_a.sql', '0002_b.sql']);
  });

  test('an edit made after the takeover is found; a file that is gone blocks, and is recorded without a checksum', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD);
    const cwd = writeFolder({ '0001_a.sql': FILES['0001_a.sql'] });
    const gone = await cli(['--dir', '.'], { url, cwd });
    expect(gone.exitCode).toBe(1);
    expect(gone.stderr[0]).toContain('0002_b.sql is recorded as imported, but the file is gone.');
    expect((await rowsOf(sql)).map(({ filename, known }) => [filename, known])).toEqual([
      ['0001_a.sql', true],
      ['0002_b.sql', false],
    ]);
    const edited = writeFolder({ ...FILES, '0001_a.sql': 'CREATE TABLE a (id bigint);' });
    const run = await cli(['--dir', '.'], { url, cwd: edited });
    expect(run.exitCode).toBe(1);
    expect(run.stderr[0]).toContain('0001_a.sql was changed after it had been imported');
  });

  test('names without .sql, with a folder in front, and the same file twice', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(`${OLD_TABLE} CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int);
      INSERT INTO __manual_migrations (filename, executed_at) VALUES
      ('0001_a', '2024-01-01Z'), ('0001_a.sql', '2024-01-02Z'), ('drizzle/0002_b.sql', '2024-01-03Z'), ('0003_c.sql', NULL);`);
    const run = await cli(['--dir', '.'], { url, cwd: writeFolder(FILES) });
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect([...(await rowsOf(sql))]).toMatchObject([
      { filename: '0001_a.sql', executed_at: '2024-01-01 00:00:00+00', old: '0001_a' },
      { filename: '0002_b.sql', old: 'drizzle/0002_b.sql' },
      { filename: '0003_c.sql', executed_at: expect.stringMatching(/^20/) },
    ]);
  });

  test('a name with quotes and a time without a zone', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(`CREATE TABLE public.__manual_migrations (id bigint PRIMARY KEY, filename text, executed_at timestamp);
      INSERT INTO public.__manual_migrations VALUES (9007199254740993, '0001_it''s "a".sql', '2024-01-01 00:00:00');`);
    const run = await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_it\'s "a".sql': 'SELECT 1;' }) });
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect(await recordedFiles(sql)).toEqual(['0001_it\'s "a".sql']);
  });

  test('a table of another shape is left alone, and said so', async () => {
    const { url, sql } = await openDatabase();
    await sql`CREATE TABLE public.__manual_migrations (version text)`;
    const run = await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': 'SELECT 1;' }) });
    expect(run.exitCode).toBe(0);
    expect(run.stderr[0]).toContain('not with the columns id, filename and executed_at');
    expect(await recordedFiles(sql)).toEqual(['0001_a.sql']);
  });

  test('an empty table', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD_TABLE);
    const run = await cli(['--dir', '.'], { url, cwd: writeFolder({ '0001_a.sql': 'SELECT 1;' }) });
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect(run.stdout[1]).toMatch(/^📦 Took over 0 executed migrations/);
  });

  test('two runs at once: taken over once, both succeed', async () => {
    const { url, sql } = await openDatabase();
    await sql.unsafe(OLD);
    const cwd = writeFolder(FILES);
    const runs = await Promise.all([1, 2, 3].map(() => cli(['--dir', '.'], { url, cwd })));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(runs.flatMap(({ stdout }) => stdout).filter((line) => line.startsWith('📦'))).toHaveLength(1);
    expect(await recordedFiles(sql)).toEqual(Object.keys(FILES));
  });
});

describe('rights', () => {
  /** The old table is the superuser's, with one row; the role that runs has what `rights` gives it. */
  async function openForeign(rights: (role: string) => string) {
    const { url, admin, role, database } = await openRole();
    await admin.unsafe(`${OLD_TABLE} INSERT INTO public.__manual_migrations (filename) VALUES ('0001_a.sql');
      GRANT CREATE ON DATABASE "${database.name}" TO ${role}; ${rights(role)}`);
    return { url, admin, role };
  }
  const cwdOf = () => writeFolder({ '0001_a.sql': 'SELECT 1;' });

  test.each([['up'], ['status'], ['plan']])(
    'without the right to read the old table %s says so',
    async (command) => {
      const { url, admin, role } = await openForeign(() => '');
      const run = await cli([command, '--dir', '.'], { url, cwd: cwdOf() });
      expect(run.exitCode).toBe(2);
      expect(run.stderr.map((line) => line.replaceAll(role, 'ROLE'))).toMatchInlineSnapshot(`
      [
        "❌ Role "ROLE" may not read public.__manual_migrations: permission denied for table __manual_migrations. [history_unreadable, SQLSTATE 42501]",
        "   Next: Use the URL of the role that owns the table, or have that role run: GRANT SELECT ON public.__manual_migrations TO "ROLE";",
      ]
    `);
      expect(await admin`SELECT to_regnamespace('migrator') AS history`).toEqual([{ history: null }]);
    },
  );

  test('the right to read is enough, though not to comment', async () => {
    const { url } = await openForeign((role) => `GRANT SELECT ON public.__manual_migrations TO ${role}`);
    const run = await cli(['--dir', '.'], { url, cwd: cwdOf() });
    expect(run).toMatchObject({ exitCode: 0, stderr: [] });
    expect(run.stdout[1]).toMatch(/^📦 Took over 1 executed migration /);
  });

  test('a policy that hides rows is an error, not an empty history', async () => {
    const { url } = await openForeign(
      (role) => `GRANT SELECT ON public.__manual_migrations TO ${role};
        ALTER TABLE public.__manual_migrations ENABLE ROW LEVEL SECURITY`,
    );
    const run = await cli(['--dir', '.'], { url, cwd: cwdOf() });
    expect([run.exitCode, run.stderr[0]]).toEqual([2, expect.stringContaining('row-level security')]);
  });
});

test('a file it ran and did not record is found in effect, not run again', async () => {
  const { url, sql } = await openDatabase();
  await sql.unsafe(`${OLD} CREATE TABLE c (id int); INSERT INTO c VALUES (7);`);
  const run = await cli(['--dir', '.'], { url, cwd: writeFolder(FILES) });
  expect(run.stderr).toMatchInlineSnapshot(`
    [
      "🔎 Objects of these files are there already: comparing with a shadow replay, nothing is tried",
    ]
  `);
  expect(run.exitCode).toBe(0);
  expect((await rowsOf(sql)).map(({ outcome }) => outcome)).toEqual(['imported', 'imported', 'adopted']);
  expect(await sql`SELECT * FROM c`).toEqual([{ id: 7 }]);
});
