import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { expect } from 'vitest';
import { compareCatalogs } from '../src/catalog/compare-catalogs.ts';
import { touchedKeys } from '../src/catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../src/catalog/read-catalog.ts';
import type { Catalog, CatalogOutline, FactKey } from '../src/model/fact.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Session } from '../src/model/ports.ts';
import { parseMigration } from '../src/sql/parse-migration.ts';
import type { AdoptRun, Corpus, CorpusFile } from './adopt-case.ts';
import { openUrl } from './catalog-sessions.ts';
import { cli, scratchWorkspace } from './folder.ts';
import { changedRows, readRows } from './read-rows.ts';

/** What the files leave in a database that nothing else has happened to. */
interface Replayed {
  readonly end: Catalog;
  readonly touched: ReadonlySet<FactKey>;
}

/** Where a case's runs happen. */
interface Place {
  readonly url: string;
  readonly migratorUrl: string;
  readonly sql: postgres.Sql;
  readonly admin: postgres.Sql;
  readonly session: Session;
}

/** Runs a case on a database of its own, with the first `prefix` files applied by hand. */
export async function runAdoptCase(corpus: Corpus, prefix: number): Promise<void> {
  const { expected } = corpus;
  await withPlace(corpus, async (place) => {
    await prepare(corpus, place, prefix);
    let printed: readonly string[] = [];
    const start = await readRows(place.admin);
    const runs =
      expected.prefix === 'each'
        ? expected.runs.map((run) => ({ ...run, outcomes: run.outcomes ?? byPosition(corpus, prefix) }))
        : expected.runs;
    for (const run of runs) {
      if (run.mend === true) for (const statement of printed) await place.sql.unsafe(statement);
      printed = await judgeRun(corpus, run, { place, start });
    }
    if (runs.at(-1)?.exitCode !== 0) return;
    const again = await migrate(corpus, place, []);
    expect(again.events.map(({ type }) => type)).not.toContain('adopting');
    expect({
      exitCode: again.exitCode,
      skipped: again.events.filter(({ type }) => type === 'skipped').length,
    }).toEqual({ exitCode: 0, skipped: corpus.files.length });
  });
}

async function judgeRun(
  corpus: Corpus,
  run: AdoptRun,
  { place, start }: { place: Place; start: Awaited<ReturnType<typeof readRows>> },
): Promise<readonly string[]> {
  const history = await readHistory(place.admin);
  const before = run.exitCode === 0 ? undefined : await readOutline(place.session);
  const result = await migrate(corpus, place, run.flags ?? []);
  const outcomes = await readHistory(place.admin);
  const findings = result.findings.map((each) =>
    `${each.code} ${each.object ?? each.migration ?? ''}`.trim(),
  );
  expect({ exitCode: result.exitCode, findings: findings.sort(), outcomes }, result.text).toEqual({
    exitCode: run.exitCode,
    findings: [...(run.findings ?? [])].sort(),
    outcomes: run.outcomes ?? history,
  });
  const rows = await readRows(place.admin);
  if (before !== undefined) {
    expect(changedRows(start, rows)).toEqual([]);
    // Roles belong to the server, and other tests make some meanwhile.
    const moved = [...touchedKeys(before, await readOutline(place.session))];
    expect(moved.filter((key) => !/^(role|membership):/.test(key))).toEqual([]);
    expect(outcomes).toEqual(history);
    for (const each of result.findings)
      expect(each.message.length + (each.hint?.length ?? 0)).toBeGreaterThan(20);
    return result.findings.flatMap(({ sql }) => sql ?? []);
  }
  expect(changedRows(start, rows, run.rows)).toEqual([]);
  const live = await readCatalog(place.session, { forMending: false });
  const replayed = await replayOnce(corpus);
  const { differences } = compareCatalogs(replayed.end, live, replayed.touched);
  expect(differences.map(({ object }) => object).sort()).toEqual([...(run.differs ?? [])].sort());
  return [];
}

function byPosition({ files }: Corpus, prefix: number): string[] {
  if (prefix === 0) return files.map(() => 'applied');
  return files.map((_, index) => (index < prefix ? 'adopted' : 'applied'));
}

async function withPlace<T>({ expected }: Corpus, work: (place: Place) => Promise<T>): Promise<T> {
  const { defaultPrivileges, role } = expected;
  const database = await openTestDatabase(defaultPrivileges === undefined ? {} : { defaultPrivileges });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  const session = await openUrl(database.url);
  const migratorUrl = role === undefined ? database.url : database.urlAs(role);
  try {
    return await work({ url: database.url, migratorUrl, sql, admin, session });
  } finally {
    await Promise.all([sql.end(), admin.end(), session.close()]);
    await database.drop();
  }
}

async function prepare(
  { files, before, admin, expected }: Corpus,
  place: Place,
  prefix: number,
): Promise<void> {
  const recorded = expected.recorded ?? 0;
  if (recorded > 0) {
    const directory = mkdtempSync(join(tmpdir(), 'recorded-'));
    for (const { name, text } of files.slice(0, recorded)) writeFileSync(join(directory, name), text);
    const { exitCode, stderr } = await cli(['--dir', directory], {
      url: place.url,
      cwd: scratchWorkspace(),
    });
    rmSync(directory, { recursive: true });
    expect(exitCode, stderr.join('\n')).toBe(0);
  }
  for (const file of files.slice(recorded, prefix)) await applyFile(place.sql, file);
  if (before !== '') await place.sql.unsafe(before);
  if (admin !== '') await place.admin.unsafe(admin);
}

/** As somebody with psql would: one transaction, unless Postgres allows none. */
export async function applyFile(sql: postgres.Sql, { name, text }: CorpusFile): Promise<void> {
  const { statements } = await parseMigration(name, name, text);
  if (statements.every(({ transaction }) => transaction === 'inside')) {
    await sql.unsafe(`BEGIN; ${text}\n; COMMIT`);
  } else {
    for (const statement of statements) await sql.unsafe(statement.text);
  }
  // The next file has a session of its own.
  await sql.unsafe('DISCARD ALL');
}

const replays = new WeakMap<Corpus, Promise<Replayed>>();

function replayOnce(corpus: Corpus): Promise<Replayed> {
  const known = replays.get(corpus) ?? replay(corpus);
  replays.set(corpus, known);
  return known;
}

async function replay(corpus: Corpus): Promise<Replayed> {
  return withPlace(corpus, async ({ sql, session }) => {
    const touched = new Set<FactKey>();
    let state: CatalogOutline = await readOutline(session);
    let end: Catalog | undefined;
    for (const [index, file] of corpus.files.entries()) {
      await applyFile(sql, file);
      if (index === corpus.files.length - 1) end = await readCatalog(session, { forMending: false });
      const after = end ?? (await readOutline(session));
      for (const key of touchedKeys(state, after)) if (!key.startsWith('role:')) touched.add(key);
      state = after;
    }
    if (end === undefined) throw new Error('a case without files');
    return { end, touched };
  });
}

/** A finding, or the error of a run that failed another way. */
type Told = Omit<Finding, 'code'> & { readonly code: string };

interface MigrateResult {
  readonly exitCode: number;
  readonly events: readonly { readonly type: string }[];
  readonly findings: readonly Told[];
  readonly text: string;
}

async function migrate(
  { directory }: Corpus,
  { migratorUrl }: Place,
  flags: readonly string[],
): Promise<MigrateResult> {
  const run = await cli(['--dir', join(directory, 'migrations'), '--json', ...flags], {
    url: migratorUrl,
    cwd: scratchWorkspace(),
  });
  const events: { type: string; findings?: Finding[]; error?: Told & { findings?: Finding[] } }[] =
    run.stdout.map((line) => JSON.parse(line));
  const { findings = [], error } = events.find(({ type }) => type === 'result') ?? {};
  return {
    exitCode: run.exitCode,
    events,
    findings: [...findings, ...(error === undefined ? [] : (error.findings ?? [error]))],
    text: [...run.stdout, ...run.stderr].join('\n'),
  };
}

async function readHistory(admin: postgres.Sql): Promise<string[]> {
  const [found] =
    await admin`SELECT pg_catalog.to_regclass('migrator.__manual_migrations') IS NOT NULL AS there`;
  if (found?.there !== true) return [];
  const rows = await admin<
    { outcome: string }[]
  >`SELECT outcome FROM migrator.__manual_migrations ORDER BY id`;
  return rows.map(({ outcome }) => outcome);
}
