import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { createMigrator } from '../src/index.ts';
import type { MigratorEvent } from '../src/model/event.ts';
import { writeFolder } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { openRole } from './open-role.ts';
import { ended, startQuietly, waitUntil } from './runner-process.ts';

const SLOW = {
  '0001_a.sql': 'CREATE TABLE a (id int);',
  '0002_slow.sql': 'SELECT 1;\n\nSELECT pg_sleep(11);',
  '0003_b.sql': 'CREATE TABLE b (id int);',
};
const CLEAR = '\r\u001b[2K';

/** Rows enough for several blocks, and an index on them that takes seconds. */
const ROWS = `CREATE TABLE t (id int, filler text);
INSERT INTO t SELECT n, repeat('x', 400) FROM generate_series(1, 2000) n;
CREATE FUNCTION slowly(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(0.002); RETURN id; END $$;`;
const BUILD = 'SELECT 1;\nCREATE INDEX CONCURRENTLY t_slowly ON t (slowly(id));';

test('no terminal: one line in ten seconds on stderr, as an event with --json, and none for what is quick', async () => {
  const text = await openDatabase();
  const json = await openDatabase();
  const runs = [
    startQuietly(text.url, writeFolder(SLOW), ['up']),
    startQuietly(json.url, writeFolder(SLOW), ['up', '--json']),
  ];
  expect(await Promise.all(runs.map(({ runner }) => ended(runner)))).toEqual([0, 0]);
  const [said, told] = runs.map(({ output }) => output);
  expect(said?.stderr.replace(/1\d s/, '1. s')).toBe('⏳ 0002_slow.sql:3 runs (file 2 of 3), 1. s\n');
  expect(said?.stdout).not.toContain('⏳');
  expect(`${said?.stdout}${said?.stderr}`).not.toContain('\u001b');
  expect(told?.stderr).toBe('');
  const lines: { type: string; elapsedMs: number }[] = (told?.stdout ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const progress = lines.filter(({ type }) => type === 'progress');
  expect(progress).toEqual([
    {
      type: 'progress',
      migration: '0002_slow.sql',
      index: 1,
      of: 3,
      line: 3,
      elapsedMs: expect.any(Number),
    },
  ]);
  expect(progress[0]?.elapsedMs).toBeGreaterThanOrEqual(10_000);
  expect(lines.at(-1)).toMatchObject({ type: 'result', outcome: 'completed' });
});

/** The command line in this process, before a terminal that remembers all that was written to it, in order. */
async function runBefore(columns: number, url: string, cwd: string) {
  const written: string[] = [];
  const exitCode = await runCli(['up', '--dir', '.'], {
    out: (line) => written.push(`${line}\n`),
    err: (line) => written.push(`${line}\n`),
    terminal: { write: (text) => written.push(text), columns },
    colors: false,
    env: { DATABASE_URL: url },
    cwd,
  });
  return { exitCode, written };
}

const isLive = (text: string) => text.startsWith(`${CLEAR}⏳`);

test('terminal: the line changes in place, fits, and is taken away before anything else', async () => {
  const { url } = await openDatabase();
  const cwd = writeFolder({ ...SLOW, '0002_slow.sql': 'SELECT pg_sleep(3.5);' });
  const { exitCode, written } = await runBefore(30, url, cwd);
  expect(exitCode).toBe(0);
  const live = written.filter(isLive);
  // 29 columns: the glass takes two.
  expect(live.length).toBeGreaterThanOrEqual(2);
  expect(new Set(live)).toEqual(new Set([`${CLEAR}⏳ 0002_slow.sql:1 runs (file`]));
  // Nothing stands behind a line that was not taken away.
  for (const [index, text] of written.entries()) {
    if (isLive(text)) expect(written[index + 1]?.startsWith(CLEAR)).toBe(true);
    else if (text !== CLEAR) expect(text).toMatch(/^[^\r]*\n$/);
  }
  expect(written.filter((text) => text === CLEAR)).toHaveLength(1);
  expect(written.join('')).toContain('✅ All migrations completed');
});

test('terminal: the line is gone before an error is told', async () => {
  const { url } = await openDatabase();
  const failing = "DO $$ BEGIN PERFORM pg_sleep(1.8); RAISE EXCEPTION 'it is over'; END $$;";
  const { exitCode, written } = await runBefore(80, url, writeFolder({ '0001_a.sql': failing }));
  expect(exitCode).toBe(3);
  const last = written.findLastIndex(isLive);
  expect(last).toBeGreaterThan(0);
  expect(written[last + 1]).toBe(CLEAR);
  expect(written[last + 2]).toContain('it is over');
});

const HAS_PTY = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

test.skipIf(!HAS_PTY)('a real terminal gets the line, a CI that has one does not', async () => {
  const bin = join(import.meta.dirname, '..', 'bin', 'migrate.mjs');
  for (const [env, wanted] of [
    [{}, true],
    [{ CI: '1' }, false],
  ] as const) {
    const { url } = await openDatabase();
    const cwd = writeFolder({ '0001_a.sql': 'SELECT pg_sleep(2.5);' });
    const { CI: _ci, INIT_CWD: _cwd, ...inherited } = process.env;
    const run = spawnSync('script', ['-qec', `"${process.execPath}" "${bin}" up --dir .`, '/dev/null'], {
      cwd,
      env: { ...inherited, TERM: 'xterm', ...env, DATABASE_URL: url },
      encoding: 'utf8',
    });
    expect(run.stdout).toContain('✅ All migrations completed');
    expect(run.stdout.includes(`${CLEAR}⏳ 0001_a.sql:1 runs (file 1 of 1), `), run.stdout).toBe(wanted);
  }
});

/** The events of a run, each as it came. */
async function eventsOf(url: string, directory: string) {
  const events: MigratorEvent[] = [];
  const migrator = createMigrator({ directory, url, onEvent: (event) => events.push(event) });
  const result = await migrator.up();
  return { result, progress: events.filter((event) => event.type === 'progress') };
}

test('an index that is built concurrently: the phase, and how much of it, from a second connection', async () => {
  const { url } = await openDatabase();
  const { result, progress } = await eventsOf(
    url,
    writeFolder({ '0001_rows.sql': ROWS, '0002_index.sql': BUILD }),
  );
  expect(result.outcome).toBe('completed');
  const builds = progress.flatMap(({ build, migration, line }) =>
    migration === '0002_index.sql' && line === 2 && build !== undefined ? [build] : [],
  );
  expect(builds.length).toBeGreaterThan(1);
  const scans = builds.filter(({ phase }) => phase.endsWith('scanning table'));
  expect(scans.length).toBeGreaterThan(0);
  for (const { percent } of scans) expect(percent).toBeLessThanOrEqual(100);
  // It goes on: not every look found the same.
  expect(new Set(builds.map((build) => JSON.stringify(build))).size).toBeGreaterThan(1);
  expect(builds.some(({ percent = 0 }) => percent > 0 && percent < 100)).toBe(true);
});

test('an index whose building waits says for what', async () => {
  const { url, sql } = await openDatabase();
  await sql.unsafe(ROWS);
  const other = postgres(url, { max: 1 });
  onTestFinished(() => other.end());
  await other.unsafe("BEGIN; INSERT INTO t VALUES (0, '');");
  const cwd = writeFolder({ '0001_index.sql': 'SELECT 1;\nCREATE INDEX CONCURRENTLY t_id ON t (id);' });
  const written: string[] = [];
  const running = runCli(['up', '--dir', '.'], {
    out: () => {},
    err: () => {},
    terminal: { write: (text) => written.push(text), columns: 200 },
    colors: false,
    env: { DATABASE_URL: url },
    cwd,
  });
  const waiting = `0001_index.sql:2 runs (file 1 of 1), `;
  const phase = ' s, waiting for writers before build 0 %';
  await waitUntil(async () => written.some((text) => text.includes(waiting) && text.endsWith(phase)));
  await other.unsafe('COMMIT');
  expect(await running).toBe(0);
});

test('a second connection that is not to be had changes nothing', async () => {
  const { url, admin, role } = await openRole('CONNECTION LIMIT 1');
  await admin.unsafe(
    `GRANT CREATE ON DATABASE "${new URL(url).pathname.slice(1)}" TO ${role}; GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
  );
  const files = { '0001_rows.sql': ROWS, '0002_index.sql': BUILD };
  const { result, progress } = await eventsOf(url, writeFolder(files));
  expect(result).toMatchObject({ outcome: 'completed', findings: [] });
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.filter(({ build }) => build !== undefined)).toEqual([]);
});

test('an observer that throws is not asked why, and nothing is left that keeps a process alive', async () => {
  const { url } = await openDatabase();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const migrator = createMigrator({
    directory: writeFolder({ '0001_a.sql': 'SELECT pg_sleep(1.5);' }),
    url,
    onEvent({ type }) {
      if (type === 'progress') throw new Error('the observer failed');
    },
  });
  expect((await migrator.up()).outcome).toBe('completed');
  expect(timers()).toBeLessThanOrEqual(before);
});

test('a rollback, and what an adoption runs, say that they go on', async () => {
  const { url, sql } = await openDatabase();
  const directory = writeFolder({
    '0001_a.sql': 'CREATE TABLE a (id int);',
    '0002_b.sql': 'CREATE TABLE b (id int);\nSELECT pg_sleep(1.6);',
    '0002_b.down.sql': 'DROP TABLE b;\nSELECT pg_sleep(1.6);',
  });
  await sql`CREATE TABLE a (id int)`;
  const { result, progress } = await eventsOf(url, directory);
  expect(result).toMatchObject({
    outcome: 'completed',
    migrations: [{ result: 'adopted' }, { result: 'applied' }],
  });
  expect(progress[0]).toMatchObject({ migration: '0002_b.sql', index: 1, of: 2, line: 2 });
  const written: string[] = [];
  const exitCode = await runCli(['rollback', '--step', '1', '--yes', '--dir', directory], {
    out: (line) => written.push(line),
    err: (line) => written.push(line),
    terminal: { write: (text) => written.push(text), columns: 80 },
    colors: false,
    env: { DATABASE_URL: url },
    cwd: directory,
  });
  expect(exitCode, written.join('\n')).toBe(0);
  expect(
    written.some((text) => isLive(text) && text.includes('0002_b.sql is being undone (file 1 of 1), ')),
  ).toBe(true);
});
