import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from './list-documents.ts';
import { openWorkspace } from './open-workspace.ts';
import { readBlocks } from './read-blocks.ts';
import { runDocument } from './run-document.ts';

const SIZE = 20;
const BROKEN = 'tenant-07';
const LOCKED = 'tenant-13';

test.skipIf(process.platform === 'win32')(
  'docs/scale.md: a fleet of 20, one broken and one locked: the others finish, and these two in the next round',
  async () => {
    const text = await readFile(join(REPOSITORY, 'docs/scale.md'), 'utf8');
    const workspace = await openWorkspace();
    onTestFinished(() => workspace.close());
    const fleet = await openFleet();
    await mkdir(join(workspace.folder, 'fleet'));
    for (const [name, { url }] of fleet)
      await writeFile(join(workspace.folder, 'fleet', `${name}.url`), url, { mode: 0o600 });
    const broken = postgres(fleet.get(BROKEN)?.url ?? '', { max: 1, onnotice: () => {} });
    onTestFinished(() => broken.end());
    await broken`CREATE TABLE public.profiles (id int PRIMARY KEY, nickname text)`;
    await broken`INSERT INTO public.profiles VALUES (1, 'kept')`;
    const release = await holdRun(fleet.get(LOCKED)?.url ?? '');
    const rounds: Record<string, () => Promise<void>> = {
      async fleet() {},
      async 'fleet-repaired'() {
        expect(await countDone(fleet)).toBe(SIZE - 2);
        await broken`ALTER TABLE public.profiles RENAME TO profiles_by_hand`;
        await release();
      },
    };
    await runDocument(
      text,
      async (given) => {
        await rounds[given]?.();
        return { ...workspace, close: async () => {} };
      },
      [],
    );
    expect(await countDone(fleet)).toBe(SIZE);
    expect([...(await broken`SELECT nickname FROM public.profiles_by_hand`)]).toEqual([{ nickname: 'kept' }]);

    // The step of the workflow, on a database that is done and on one that is not there.
    const [yaml] = readBlocks(text).filter(({ language }) => language === 'yaml');
    const { strategy, steps } = parse(yaml?.text ?? '').jobs.migrate;
    expect(strategy['fail-fast']).toBe(false);
    const step = steps.at(-1);
    expect(Object.keys(step.env)).toEqual(['DATABASE_URL']);
    expect(step.env.DATABASE_URL).toMatch(/^\$\{\{ secrets\.DATABASE_URL \}\}$/);
    const runStep = (url: string) => workspace.run(`export DATABASE_URL='${url}'; ${step.run}`);
    const done = await runStep(fleet.get(LOCKED)?.url ?? '');
    expect(done.code, done.output).toBe(0);
    expect((await runStep(`${fleet.get(LOCKED)?.url}_gone`)).code).toBe(2);
  },
  600_000,
);

async function openFleet(): Promise<Map<string, TestDatabase>> {
  const fleet = new Map<string, TestDatabase>();
  for (let number = 1; number <= SIZE; number += 1) {
    const database = await openTestDatabase();
    onTestFinished(() => database.drop());
    fleet.set(`tenant-${String(number).padStart(2, '0')}`, database);
  }
  return fleet;
}

/** Another run is under way there, until what is returned is called; it is stopped, and leaves nothing. */
async function holdRun(url: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'slow-'));
  await writeFile(join(folder, '0001_slow.sql'), 'SELECT pg_sleep(600);');
  const bin = join(REPOSITORY, 'packages/migrator/bin/migrate.mjs');
  const { INIT_CWD: _, ...env } = process.env;
  const run = spawn(process.execPath, [bin, 'up', '--dir', folder], {
    env: { ...env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = new Promise<void>((resolve) => run.once('close', () => resolve()));
  const release = async () => {
    run.kill('SIGTERM');
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  onTestFinished(release);
  await new Promise<void>((resolve, reject) => {
    run.once('close', (code) => reject(new Error(`the run that holds the lock ended with ${code}`)));
    run.stdout.on('data', (chunk) => String(chunk).includes('Running migration') && resolve());
  });
  return release;
}

/** In how many of them every file is recorded. */
async function countDone(fleet: ReadonlyMap<string, TestDatabase>): Promise<number> {
  const files = JSON.parse(await readFile(join(REPOSITORY, 'packages/db/drizzle/meta/_journal.json'), 'utf8'))
    .entries.length;
  let done = 0;
  for (const { url } of fleet.values()) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    const [found] = await sql`SELECT to_regclass('migrator.__manual_migrations') IS NOT NULL AS there`;
    if (found?.there === true) {
      const [row] =
        await sql`SELECT count(*)::int AS rows FROM migrator.__manual_migrations WHERE outcome = 'applied'`;
      if (row?.rows === files) done += 1;
    }
    await sql.end();
  }
  return done;
}
