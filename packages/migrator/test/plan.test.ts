import { describe, expect, test } from 'vitest';
import { createMigrator } from '../src/index.ts';
import { cli, stable, writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';

const FILES = {
  '0001_notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;',
  '0002_title.sql': `-- adds a title
ALTER TABLE public.notes ADD title text;
CREATE INDEX ON notes (title);
DO $$ BEGIN PERFORM 1; END $$;
COMMENT ON TABLE notes IS 'a -- secret';`,
};

describe('plan', () => {
  test('shows files, statements and locks, and writes nothing', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder(FILES);
    const run = await cli(['plan', '--dir', '.'], { url, cwd });
    expect({ ...run, stdout: stable(run.stdout) }).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": [
          "⚠️  What anon, authenticated, service_role may do with public.notes is left to default privileges, which differ from project to project. [hazard table-without-grants]",
          "   0001_notes.sql:1:1",
          "   1 │ CREATE TABLE notes (id int PRIMARY KEY);",
          "     │ ^",
          "   SQL that would mend it:",
          "     REVOKE ALL ON TABLE public.notes FROM PUBLIC, anon, authenticated, service_role;",
          "     GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public.notes TO service_role;",
          "   Next: REVOKE ALL, then GRANT what is meant, column by column where it matters.",
          "⚠️  CREATE TABLE fails when the file runs a second time. [hazard not-rerunnable]",
          "   0001_notes.sql:1:1",
          "   1 │ CREATE TABLE notes (id int PRIMARY KEY);",
          "     │ ^",
          "   Next: Write CREATE TABLE IF NOT EXISTS.",
          "⚠️  ADD COLUMN fails when the file runs a second time. [hazard not-rerunnable]",
          "   0002_title.sql:2:1",
          "   2 │ ALTER TABLE public.notes ADD title text;",
          "     │ ^",
          "   Next: Write ADD COLUMN IF NOT EXISTS.",
          "⚠️  CREATE INDEX without a name makes one more index each time it runs. [hazard not-rerunnable]",
          "   0002_title.sql:3:1",
          "   3 │ CREATE INDEX ON notes (title);",
          "     │ ^",
          "   Next: Give it a name, and write CREATE INDEX IF NOT EXISTS.",
          "⚠️  During normal index creation, table updates are blocked, but reads are still allowed. [hazard require-concurrent-index-creation]",
          "   0002_title.sql:3:1",
          "   3 │ CREATE INDEX ON notes (title);",
          "     │ ^",
          "   Next: Use \`concurrently\` to avoid blocking writes. More: https://squawkhq.com/docs/require-concurrent-index-creation",
        ],
        "stdout": [
          "📁 Found 2 migration files in FOLDER for HOST/DATABASE",
          "🚀 Would run: 0001_notes.sql (2 statements, one transaction)",
          "      1  CREATE TABLE notes (id int PRIMARY KEY)",
          "      2  ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
          "🚀 Would run: 0002_title.sql (4 statements, one transaction)",
          "      2  ALTER TABLE public.notes ADD title text",
          "         🔒 ACCESS EXCLUSIVE on public.notes: reads and writes wait until the commit",
          "      3  CREATE INDEX ON notes (title)",
          "         🔒 SHARE on notes: writes wait until the commit",
          "      4  DO $$…$$",
          "         🔒 perhaps more: what a DO block runs is not looked into",
          "      5  COMMENT ON TABLE notes IS '…'",
          "📝 2 migrations would run (HOST/DATABASE)",
        ],
      }
    `);
    expect(await sql`SELECT to_regnamespace('migrator') AS history, to_regclass('notes') AS notes`).toEqual([
      { history: null, notes: null },
    ]);
  });

  test('is what `up --dry-run` shows, which runs nothing', async () => {
    const { url, sql } = await openDatabase();
    const cwd = writeFolder(FILES);
    const run = await cli(['up', '--dry-run', '--dir', '.'], { url, cwd });
    expect([run.exitCode, run.stdout]).toEqual([0, (await cli(['plan', '--dir', '.'], { url, cwd })).stdout]);
    expect(await sql`SELECT to_regclass('notes') AS notes`).toEqual([{ notes: null }]);
  });

  test('leaves out what is executed, and says so when that is all', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder(FILES);
    await cli(['up', '--dir', '.'], { url, cwd: writeFolder({ '0001_notes.sql': FILES['0001_notes.sql'] }) });
    const some = await createMigrator({ directory: cwd, url }).plan();
    expect(some).toMatchObject({ outcome: 'ready', skipped: 1 });
    // Of the file that is executed nothing is said any more.
    expect(some.findings.map(({ code, rule, migration }) => [code, rule, migration])).toEqual([
      ['hazard', 'not-rerunnable', '0002_title.sql'],
      ['hazard', 'not-rerunnable', '0002_title.sql'],
      ['hazard', 'require-concurrent-index-creation', '0002_title.sql'],
    ]);
    expect(some.migrations.map(({ name }) => name)).toEqual(['0002_title.sql']);
    expect(some.migrations[0]?.statements.map(({ line, locks }) => ({ line, locks }))).toMatchInlineSnapshot(`
      [
        {
          "line": 2,
          "locks": [
            {
              "blocks": "reads and writes",
              "mode": "ACCESS EXCLUSIVE",
              "relation": "public.notes",
            },
          ],
        },
        {
          "line": 3,
          "locks": [
            {
              "blocks": "writes",
              "mode": "SHARE",
              "relation": "notes",
            },
          ],
        },
        {
          "line": 4,
          "locks": [],
        },
        {
          "line": 5,
          "locks": [
            {
              "blocks": "schema changes",
              "mode": "SHARE UPDATE EXCLUSIVE",
              "relation": "notes",
            },
          ],
        },
      ]
    `);
    await cli(['up', '--dir', '.'], { url, cwd });
    expect((await cli(['plan', '--dir', '.'], { url, cwd })).stdout.at(-1)).toMatch(
      /^✅ Nothing to run: up to date/,
    );
  });

  test('as Markdown', async () => {
    const { url } = await openDatabase();
    await cli(['up', '--dir', '.'], { url, cwd: writeFolder({ '0001_notes.sql': FILES['0001_notes.sql'] }) });
    const cwd = writeFolder({ ...FILES, '0003_odd.sql': 'SELECT 1 AS "a|`b`";' });
    const run = await cli(['plan', '--dir', '.', '--format', 'markdown'], { url, cwd });
    expect(stable(run.stdout).join('\n')).toMatchInlineSnapshot(`
      "## Migration plan for \`HOST/DATABASE\`

      📝 2 migrations would run, 1 is executed already

      - ⚠️ **not-rerunnable** \`0002_title.sql:2\` ADD COLUMN fails when the file runs a second time. Write ADD COLUMN IF NOT EXISTS.
      - ⚠️ **not-rerunnable** \`0002_title.sql:3\` CREATE INDEX without a name makes one more index each time it runs. Give it a name, and write CREATE INDEX IF NOT EXISTS.
      - ⚠️ **require-concurrent-index-creation** \`0002_title.sql:3\` During normal index creation, table updates are blocked, but reads are still allowed. Use \\\`concurrently\\\` to avoid blocking writes. More: https://squawkhq.com/docs/require-concurrent-index-creation

      ### \`0002_title.sql\`

      4 statements, one transaction.

      | line | statement | locks | blocks |
      |---:|---|---|---|
      | 2 | \`ALTER TABLE public.notes ADD title text\` | ACCESS EXCLUSIVE on \`public.notes\` | reads and writes |
      | 3 | \`CREATE INDEX ON notes (title)\` | SHARE on \`notes\` | writes |
      | 4 | \`DO $$…$$\` | what a DO block runs is not looked into |  |
      | 5 | \`COMMENT ON TABLE notes IS '…'\` |  |  |

      ### \`0003_odd.sql\`

      1 statement, one transaction.

      | line | statement | locks | blocks |
      |---:|---|---|---|
      | 1 | \`\` SELECT 1 AS "a\\|\`b\`" \`\` |  |  |"
    `);
    expect(run.exitCode).toBe(0);
  });

  test('as JSON: events, then one result with the same facts', async () => {
    const { url } = await openDatabase();
    const cwd = writeFolder({
      '0001_a.sql': 'CREATE INDEX CONCURRENTLY ON a (id);',
      '0002_b.sql': 'SELEC 1;',
    });
    const { exitCode, stdout, stderr } = await cli(['plan', '--dir', '.', '--json'], { url, cwd });
    expect(stderr).toEqual([]);
    expect(exitCode).toBe(3);
    expect(stdout.map((line) => JSON.parse(line).type)).toEqual(['found', 'result']);
    expect(JSON.parse(stdout.at(-1) ?? '')).toMatchObject({
      command: 'plan',
      outcome: 'refused',
      migrations: [
        {
          name: '0001_a.sql',
          transactional: false,
          statements: [
            { line: 1, transactional: false, locks: [{ mode: 'SHARE UPDATE EXCLUSIVE', relation: 'a' }] },
          ],
          segments: [{ runs: 'alone', statements: 1 }],
        },
        { name: '0002_b.sql', statements: [], error: { code: 'sql_syntax', at: { line: 1, column: 1 } } },
      ],
    });
  });

  test('exits 1 on what would stop up, and with --out-of-order shows what would run', async () => {
    const { url } = await openDatabase();
    await cli(['up', '--dir', '.'], { url, cwd: writeFolder({ '0002_b.sql': 'SELECT 2;' }) });
    const cwd = writeFolder({ '0001_a.sql': 'SELECT 1;', '0002_b.sql': 'SELECT 2;' });
    const blocked = await cli(['plan', '--dir', '.'], { url, cwd });
    expect(blocked.exitCode).toBe(1);
    expect(blocked.stdout.at(-1)).toMatch(/^❌ Nothing would run: 1 migration pending/);
    expect(blocked.stderr[0]).toContain('0001_a.sql is pending, but 0002_b.sql');
    const ready = await cli(['plan', '--dir', '.', '--out-of-order'], { url, cwd });
    expect(ready.exitCode).toBe(0);
    expect(ready.stdout).toContain('🚀 Would run: 0001_a.sql (1 statement, one transaction)');
  });

  test('says that up would adopt, where objects are there and nothing is recorded', async () => {
    const { url, sql } = await openDatabase();
    await sql`CREATE TABLE notes (id int PRIMARY KEY)`;
    const run = await cli(['plan', '--dir', '.'], { url, cwd: writeFolder(FILES) });
    expect(run.exitCode).toBe(0);
    expect(run.stderr[0]).toMatch(
      /^⚠️ {2}Nothing is recorded, though objects of these files are there.*\[adoption_due\]$/,
    );
  });
});
