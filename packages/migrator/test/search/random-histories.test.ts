import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { afterAll, expect, test } from 'vitest';
import type { AdoptInput } from '../../src/adopt/adoption.ts';
import type { DataChoices } from '../../src/model/adoption.ts';
import { ServerError, type Session } from '../../src/model/ports.ts';
import type { Shadow } from '../../src/model/shadow.ts';
import { openShadow } from '../../src/shadow/open-shadow.ts';
import { adoptDirectly, judgeDirectly, parseAll } from '../adopt-directly.ts';
import { openUrl } from '../catalog-sessions.ts';
import { SHADOW_DIRECTORY } from '../open-shadow.ts';
import { changedRows, type Rows, readRows } from '../read-rows.ts';
import { rememberShadow } from '../remember-shadow.ts';
import { createRandom, type Random } from './history/create-random.ts';
import { handWrittenRows, randomHistory } from './history/random-history.ts';
import { SEED } from './seed.ts';

/** How many; the first is drawn from the seed, and a failure names the one to begin with. */
const HISTORIES = Number(process.env.FUZZ_HISTORIES ?? 200);

const counts = { histories: 0, adoptions: 0, 'as it is': 0, answered: 0, 'loss allowed': 0, stopped: 0 };

// Only if all of it was tried, whatever it was tried with.
afterAll(() => {
  if (process.env.FUZZ_COUNTS !== undefined) process.stderr.write(`${JSON.stringify(counts)}\n`);
});

test(
  `no row changes without a pending file or an answer: ${HISTORIES} random histories from seed ${SEED}, adopted at every position`,
  async () => {
    let seed = SEED;
    // Two at a time: each waits for a server most of the time.
    await Promise.all(
      [1, 2].map(() =>
        withBench(async (bench) => {
          while (counts.histories < HISTORIES) {
            counts.histories += 1;
            while (!(await trySeed(bench, seed++)));
          }
        }),
      ),
    );
    expect(counts.histories).toBe(HISTORIES);
    expect(counts.adoptions).toBe(
      counts['as it is'] + counts.answered + counts['loss allowed'] + counts.stopped,
    );
    // Hostile histories: were most of them stopped, or hardly one, this would show nothing.
    if (HISTORIES >= 20) {
      expect(counts['as it is']).toBeGreaterThan(counts.adoptions / 10);
      expect(counts.answered).toBeGreaterThan(counts.adoptions / 20);
    }
  },
  HISTORIES * 30_000,
);

/** What is made once and used for all histories: making a database costs more than most adoptions. */
interface Bench {
  /** In a database that is emptied after each use. */
  readonly session: Session;
  readonly shadow: Shadow;
}

async function withBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const database = await openTestDatabase();
  const shadow = await openShadow({
    source: { kind: 'embedded', directory: SHADOW_DIRECTORY },
    target: undefined,
  });
  const session = await openUrl(database.url);
  try {
    await work({ session, shadow });
  } finally {
    await session.close();
    await shadow.close();
    await database.drop();
  }
}

async function trySeed(bench: Bench, seed: number): Promise<boolean> {
  const random = createRandom(seed);
  const files = randomHistory(random).map((text, index) => ({ name: `${1000 + index}_file.sql`, text }));
  try {
    return await tryHistory(bench, await parseAll(files), random);
  } catch (error) {
    const text = files.map((file) => `-- ${file.name}\n${file.text}`).join('\n');
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`FUZZ_SEED=${seed} FUZZ_HISTORIES=1\n${text}\n${message}`, { cause: error });
  }
}

/** @returns false for a history that does not run by itself. */
async function tryHistory(bench: Bench, files: AdoptInput['files'], random: Random): Promise<boolean> {
  const { session } = bench;
  const end = await afterFiles(session, files, () => describe(session));
  if (end === undefined) return false;
  // The real shadow stays open: this one forgets the files before.
  const shadow = rememberShadow(bench.shadow);
  for (let position = files.length; position > 0; position -= 1) {
    await tryPosition({ session, shadow, files, end, random }, position);
    await empty(session);
  }
  return true;
}

interface World extends Bench {
  readonly files: AdoptInput['files'];
  /** What the files leave in a database of their own. */
  readonly end: readonly string[];
  readonly random: Random;
}

/** Adopts a database with the first `position` files and rows of its own, as it is, then with each question answered. */
async function tryPosition({ session, shadow, files, end, random }: World, position: number): Promise<void> {
  for (const { parsed } of files.slice(0, position)) await session.run(parsed.text);
  await session.run(handWrittenRows(await columnsOf(session), random) || 'SELECT 1');
  const wanted = await afterFiles(session, files.slice(position), () => rowsOf(session));
  const start = {
    rows: await rowsOf(session),
    schema: await describe(session),
    filled: await filledColumns(session),
  };
  const where = `${position} of ${files.length} files applied`;
  counts.adoptions += 1;
  const judged = await judgeDirectly({ session, shadow, files });
  for (const answers of answersOf(random)) {
    const { recorded, outcomes, findings } = await adoptDirectly(
      { session, shadow, files, allowed: answers.allowed },
      judged,
    );
    const now = { rows: await rowsOf(session), schema: await describe(session) };
    const about = `${where}, ${answers.name} ${JSON.stringify(answers.allowed)}: ${outcomes} ${JSON.stringify(findings)}`;
    if (!recorded) {
      expect(changedRows(start.rows, now.rows), about).toEqual([]);
      expect(now.schema, about).toEqual(start.schema);
      expect(findings.length, about).toBeGreaterThan(0);
      continue;
    }
    counts[answers.name] += 1;
    expect(now.schema, about).toEqual(end);
    if (!outcomes.some((outcome) => outcome === 'applied' || outcome === 'completed'))
      expect(changedRows(start.rows, now.rows), about).toEqual([]);
    // Whatever it is called now: somebody's rows go with leave only.
    if (answers.name !== 'loss allowed')
      expect(await filledColumns(session, 'all'), about).toEqual(expect.arrayContaining([...start.filled]));
    // Unasked, what runs is what was pending, and nothing else.
    if (answers.name === 'as it is') expect(differentRows(now.rows, wanted), about).toEqual([]);
    return;
  }
  counts.stopped += 1;
}

/** First none, then one for every question, then leave to lose rows. */
function answersOf(random: Random) {
  const choices: DataChoices = { all: random(3) === 0 ? 'run' : 'skip', files: new Map() };
  return [
    { name: 'as it is', allowed: {} },
    { name: 'answered', allowed: { dataChoices: choices } },
    { name: 'loss allowed', allowed: { dataChoices: choices, allowDataLoss: true } },
  ] as const;
}

/** What `look` sees once the files have run by themselves; they are undone. undefined where they do not run. */
async function afterFiles<T>(
  session: Session,
  files: AdoptInput['files'],
  look: () => Promise<T>,
): Promise<T | undefined> {
  await session.run('BEGIN');
  try {
    for (const { parsed } of files) await session.run(parsed.text);
    return await look();
  } catch (error) {
    if (error instanceof ServerError) return undefined;
    throw error;
  } finally {
    await session.run('ROLLBACK');
  }
}

function differentRows(now: Rows, wanted: Rows | undefined): string[] {
  return wanted === undefined
    ? ['the rest of the files does not run by itself']
    : changedRows(wanted, now, Object.fromEntries(wanted.tables));
}

function rowsOf(session: Session): Promise<Rows> {
  return readRows({ unsafe: (text) => session.query(text) });
}

/** The files make tables, and what hangs on tables. */
async function empty(session: Session): Promise<void> {
  await session.run(`DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE 'DROP TABLE ' || name || ' CASCADE';
    END LOOP;
    DROP SCHEMA IF EXISTS migrator CASCADE;
  END $$`);
  const [left] = await session.query(
    `SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)
      + (SELECT count(*) FROM pg_type WHERE typnamespace = 'public'::regnamespace)
      + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS objects`,
  );
  expect(Number(left?.objects), 'objects left by the history before').toBe(0);
}

/** Everything of the schema that these files can change, read without the code under test. */
async function describe(session: Session): Promise<readonly string[]> {
  const rows = await session.query(`
    SELECT c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
      || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' ' || coalesce(col_description(c.oid, a.attnum), '-') AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT c.relname || ' ' || coalesce(obj_description(c.oid), '-') FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT pg_get_indexdef(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace
    ORDER BY 1`);
  return rows.map(({ line }) => String(line));
}

/** The columns of tables with rows (or of all tables), by numbers that outlive every rename. */
async function filledColumns(
  session: Session,
  tables: 'filled' | 'all' = 'filled',
): Promise<readonly string[]> {
  const isFilled = `(pg_catalog.xpath('/row/filled/text()', pg_catalog.query_to_xml(
    'SELECT EXISTS (SELECT FROM ' || c.oid::regclass || ') AS filled', false, true, '')))[1]::text = 'true'`;
  const rows = await session.query(`
    SELECT c.oid || '.' || a.attnum AS id
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND ${tables === 'all' ? 'true' : isFilled}`);
  return rows.map(({ id }) => String(id));
}

async function columnsOf(session: Session) {
  const rows = await session.query(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`);
  return rows.map(({ table, column, type, required }) => ({
    table: String(table),
    column: String(column),
    type: String(type),
    required: required === true,
  }));
}
