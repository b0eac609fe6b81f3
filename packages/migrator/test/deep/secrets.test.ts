import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, writeFolder } from '../folder.ts';
import { hasPgbouncer, openPgbouncer } from '../open-pgbouncer.ts';
import { openRole } from '../open-role.ts';

/** What must never be printed; each stands where a tool may pick it up. */
const ROW = 'row-value-4711';
const KEY = 'sb_secret_zZ9';

const FILES = {
  '0001_t.sql': 'CREATE TABLE t (id int PRIMARY KEY, email text UNIQUE, n int);',
  '0002_f.sql': `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE 'INSERT INTO t SELECT 100, email FROM t LIMIT 1'; END $$;`,
};

/** Files that fail on the rows that are there, each in a way that has Postgres show them. */
const FAILING: readonly [title: string, text: string][] = [
  ['a unique violation', 'INSERT INTO t SELECT id + 10, email FROM t;'],
  [
    'a unique index',
    'ALTER TABLE t DROP CONSTRAINT t_email_key; INSERT INTO t SELECT id + 10, email FROM t; CREATE UNIQUE INDEX ON t (email);',
  ],
  ['a unique index built concurrently', 'CREATE UNIQUE INDEX CONCURRENTLY ON t ((n / n));'],
  ['a check', 'ALTER TABLE t ADD CHECK (length(email) < 3);'],
  ['a not null', 'UPDATE t SET id = NULL;'],
  ['a cast', 'ALTER TABLE t ALTER email TYPE int USING email::int;'],
  ['a function', 'SELECT f();'],
  [
    'a raised message',
    'DO $$ DECLARE e text; BEGIN SELECT email INTO e FROM t LIMIT 1; RAISE EXCEPTION \'bad row "%"\', e; END $$;',
  ],
  [
    'a foreign key',
    'CREATE TABLE u (e text PRIMARY KEY); ALTER TABLE t ADD FOREIGN KEY (email) REFERENCES u;',
  ],
  ['a segment behind another', 'VACUUM t;\nINSERT INTO t SELECT id + 10, email FROM t;'],
];

const COMMANDS: readonly (readonly string[])[] = [
  ['up'],
  ['status'],
  ['plan'],
  ['plan', '--format', 'markdown'],
  ['adopt'],
  ['drift'],
  ['import'],
  ['verify-triggers'],
  ['repair', '--accept', '0001_t.sql', '--dry-run'],
  ['rollback', '--dry-run'],
  ['up', '--production', '--yes'],
];

test('no output of any command has the password, keys or row data', async () => {
  const { url, admin, role, password } = await openRole('CREATEDB');
  await admin.unsafe(
    `GRANT CREATE ON DATABASE "${new URL(url).pathname.slice(1)}" TO ${role}; GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
  );
  const secrets = [password, encodeURIComponent(password), ROW, KEY];
  const found: string[] = [];
  let outputs = 0;
  const exits: number[] = [];
  const look = async (title: string, cwd: string, argv: readonly string[], target = url) => {
    for (const json of [[], ['--json'], ['--verbose']]) {
      const run = await cli([...argv, ...json, '--dir', '.', '--lock-timeout', '100ms', '--wait', '0s'], {
        url: target,
        cwd,
      });
      const text = [...run.stdout, ...run.stderr].join('\n');
      outputs += 1;
      exits.push(run.exitCode);
      for (const secret of secrets)
        if (text.includes(secret)) found.push(`${title} ${argv.join(' ')} ${json.join('')}: ${secret}`);
    }
  };
  const cwd = writeFolder(FILES);
  // Settings lie beside the database's URL.
  writeFileSync(join(cwd, '.env.local'), `SUPABASE_SECRET_KEY=${KEY}\n`);
  writeFileSync(join(cwd, 'pnpm-workspace.yaml'), '');
  for (const argv of COMMANDS) await look('before', cwd, argv);
  await admin.unsafe(
    `SET ROLE ${role}; INSERT INTO t VALUES (1, '${ROW}', 1), (2, '${ROW}2', 1); RESET ROLE`,
  );
  for (const argv of COMMANDS) await look('after', cwd, argv);
  for (const [title, text] of FAILING) {
    const failing = writeFolder({ ...FILES, '0003_x.sql': text });
    exits.length = 0;
    await look(title, failing, ['up']);
    // It has failed on the rows, and said so.
    expect(exits, title).toEqual([3, 3, 3]);
    await admin.unsafe("DELETE FROM migrator.__manual_migrations WHERE filename = '0003_x.sql'");
  }
  // What does not connect.
  const wrong = new URL(url);
  wrong.password = encodeURIComponent(`${password}x`);
  const closed = new URL(url);
  closed.port = '1';
  const broken = ['#', '?sslmode=none', '?what=1', '%zz'].map((end) => `${url}${end}`);
  for (const target of [wrong.href, closed.href, ...broken]) await look('no connection', cwd, ['up'], target);
  if (hasPgbouncer) await look('pooler', cwd, ['up'], await openPgbouncer(url, 'transaction'));
  process.stderr.write(`${outputs} outputs searched, ${found.length} secrets found\n`);
  expect(found).toEqual([]);
  expect(outputs).toBeGreaterThan(100);
});
