import { ensureServer, readServer } from '@groundwork/local-postgres';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { readOutline } from '../../src/catalog/read-catalog.ts';
import { openUrl } from '../catalog-sessions.ts';
import { cli, manyFiles, writeFolder } from '../folder.ts';
import { openDatabase, withPort } from '../open-database.ts';
import { openProxy, type ProxyOptions } from '../open-proxy.ts';
import { openScratchServer } from '../open-scratch-server.ts';
import { ended, settle, startQuietly, waitUntil } from '../runner-process.ts';
import { touchedKeys } from '../touched-keys.ts';
import { withoutTestRoles } from '../without-test-roles.ts';

/** Transactions, a file of several segments that is mostly not one, and transactions again. */
const FILES: Readonly<Record<string, string>> = {
  ...manyFiles(4),
  '0004_segments.sql': `CREATE TYPE mood AS ENUM ('fine');
COMMIT;
CREATE INDEX CONCURRENTLY t0000_later ON t0000 (name) WHERE name <> 'x';
ALTER TYPE mood ADD VALUE 'bad';
CREATE TABLE moods (mood mood DEFAULT 'bad');
VACUUM t0001;
CREATE UNIQUE INDEX CONCURRENTLY ON t0002 (lower(name));
REINDEX INDEX CONCURRENTLY t0000_later;
INSERT INTO moods DEFAULT VALUES;`,
  '0005_last.sql':
    'CREATE TABLE last (id int);\nDROP INDEX CONCURRENTLY t0001_name_idx;\nINSERT INTO last VALUES (1);',
  '0006_end.sql': 'CREATE VIEW the_end AS SELECT 1 AS one;',
};

interface End {
  readonly facts: ReadonlyMap<string, string>;
  readonly history: unknown;
  readonly rows: unknown;
}

/** Everything a run leaves: catalog, history, rows. */
async function readEnd(url: string, sql: postgres.Sql): Promise<End> {
  const session = await openUrl(url);
  const { hashes } = await readOutline(session);
  const history = await sql`
    SELECT filename, outcome, statements, statements_done FROM migrator.__manual_migrations ORDER BY filename`;
  const rows =
    await sql`SELECT (SELECT count(*) FROM moods)::int AS moods, (SELECT count(*) FROM last)::int AS last`;
  return { facts: withoutTestRoles(hashes), history: [...history], rows: [...rows] };
}

function differences(one: End, other: End): string[] {
  const facts = touchedKeys({ hashes: one.facts }, { hashes: other.facts });
  const rest = (['history', 'rows'] as const).filter(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );
  return [
    ...facts,
    ...rest.map((part) => `${part}: ${JSON.stringify(one[part])} ${JSON.stringify(other[part])}`),
  ];
}

/** What somebody has made by hand before the first run; the run adopts. */
const BY_HAND = `${FILES['0000_t0000.sql']} ${FILES['0001_t0001.sql']}`;

/** The rows of what was made by hand are there; nothing else is asked about. */
const UP = ['up', ...['0000_t0000.sql', '0001_t0001.sql'].flatMap((name) => ['--data', `${name}=skip`])];

async function prepare(adopted: boolean) {
  const database = await openDatabase();
  if (adopted) await database.sql.unsafe(BY_HAND);
  return { ...database, cwd: writeFolder(FILES) };
}

/** One run that nothing disturbs: its end, and how much the two sides said. */
async function undisturbed(adopted: boolean) {
  const { url, sql, cwd } = await prepare(adopted);
  let messages = 0;
  let bytes = 0;
  const proxy = await openProxy(Number(new URL(url).port), {
    onMessage: (message) => {
      messages = message;
      return undefined;
    },
    cutWhen: (sent) => {
      bytes = sent;
      return false;
    },
  });
  const run = await cli([...UP, '--dir', '.'], { url: withPort(url, proxy.port), cwd });
  await proxy.close();
  expect(run.exitCode, run.stderr.join('\n')).toBe(0);
  return { end: await readEnd(url, sql), messages, bytes };
}

/** A disturbed run, then one that finishes what it left. */
async function disturbed(
  adopted: boolean,
  end: End,
  fault: ProxyOptions | 'kill',
  at = 0,
): Promise<string[]> {
  const { url, sql, cwd, close } = await prepare(adopted);
  let kill = () => {};
  const options: ProxyOptions =
    fault === 'kill'
      ? {
          onMessage: (message) => {
            if (message === at) kill();
            return undefined;
          },
        }
      : fault;
  const proxy = await openProxy(Number(new URL(url).port), options);
  const through = withPort(url, proxy.port);
  if (fault === 'kill') {
    const { runner } = startQuietly(through, cwd, UP);
    kill = () => void runner.kill('SIGKILL');
    await ended(runner);
  } else {
    await cli([...UP, '--dir', '.'], { url: through, cwd });
  }
  await proxy.close();
  await settle(sql);
  const again = await cli([...UP, '--dir', '.'], { url, cwd });
  if (again.exitCode !== 0) return [`exit ${again.exitCode}: ${again.stderr.join(' ')}`];
  const found = differences(end, await readEnd(url, sql));
  await close();
  return found;
}

/** `count` numbers from 1 to `last`, evenly. */
function spread(last: number, count: number): number[] {
  const all = Array.from({ length: Math.min(count, last) }, (_, index) =>
    Math.round(1 + (index * (last - 1)) / Math.max(1, Math.min(count, last) - 1)),
  );
  return [...new Set(all)];
}

async function tryAll(
  adopted: boolean,
  counts: { messages: number; bytes: number; kills: number },
): Promise<string[]> {
  const { end, messages, bytes } = await undisturbed(adopted);
  const faults: [name: string, run: () => Promise<string[]>][] = [
    ...spread(messages, counts.messages).flatMap((at): [string, () => Promise<string[]>][] =>
      (['before', 'after'] as const).map((side) => [
        `cut ${side} message ${at} of ${messages}`,
        () => disturbed(adopted, end, { onMessage: (message) => (message === at ? side : undefined) }),
      ]),
    ),
    ...spread(bytes, counts.bytes).map((at): [string, () => Promise<string[]>] => [
      `cut at byte ${at} of ${bytes}`,
      () => disturbed(adopted, end, { cutWhen: (sent) => sent >= at }),
    ]),
    ...spread(messages, counts.kills).map((at): [string, () => Promise<string[]>] => [
      `kill -9 at message ${at} of ${messages}`,
      () => disturbed(adopted, end, 'kill', at),
    ]),
  ];
  const found: string[] = [];
  const todo = [...faults];
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const [name, run] = next;
      found.push(...(await run()).map((difference) => `${name}: ${difference}`));
    }
  };
  // They wait for the server most of the time.
  await Promise.all([work(), work(), work()]);
  process.stderr.write(
    `${adopted ? 'adopted' : 'empty'} database: ${faults.length} faults tried, ${found.length} differences\n`,
  );
  return found;
}

test('cut and killed at every message, and inside the long ones: the next run ends where an undisturbed one does', async () => {
  expect(await tryAll(false, { messages: Number.POSITIVE_INFINITY, bytes: 12, kills: 8 })).toEqual([]);
});

test('the same at 12 messages of an adoption, which has some more', async () => {
  expect(await tryAll(true, { messages: 12, bytes: 6, kills: 4 })).toEqual([]);
});

test('kill -9 of the server while an index is built concurrently', async () => {
  const { server, directory } = await openScratchServer();
  const cwd = writeFolder({
    '0001_t.sql': 'CREATE TABLE t (id int);',
    '0002_i.sql':
      'CREATE TABLE u (id int);\nCREATE INDEX CONCURRENTLY t_id ON t (id);\nINSERT INTO u VALUES (1);',
  });
  const before = postgres(server.url(), { max: 2, onnotice: () => {}, onclose: () => {} });
  await before.unsafe('CREATE TABLE t (id int)');
  const other = before.begin(async (tx) => {
    await tx`INSERT INTO t VALUES (1)`;
    await new Promise((resolve) => setTimeout(resolve, 600_000).unref());
  });
  other.catch(() => {});
  await cli(['adopt', '--dir', '.', '--record'], { url: server.url(), cwd });
  const run = startQuietly(server.url(), cwd, ['up']);
  await waitUntil(async () => {
    const rows =
      await before`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock'`;
    return rows.length > 0;
  });
  const { pid } = await readServer(directory);
  expect(pid).toBeGreaterThan(1);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  expect(await ended(run.runner)).toBe(3);
  expect(run.output.stderr).toContain('connection_lost');
  await before.end({ timeout: 0 });
  const again = await ensureServer({ directory });
  const sql = postgres(again.url(), { max: 1, onnotice: () => {} });
  onTestFinished(async () => {
    await sql.end();
    await again.release();
  });
  expect([...(await sql`SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('t_id')`)]).toEqual([
    { indisvalid: false },
  ]);
  const finished = await cli(['up', '--dir', '.'], { url: again.url(), cwd });
  expect(finished.exitCode, finished.stderr.join('\n')).toBe(0);
  expect([...(await sql`SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('t_id')`)]).toEqual([
    { indisvalid: true },
  ]);
  expect([...(await sql`SELECT count(*)::int FROM u`)]).toEqual([{ count: 1 }]);
});
