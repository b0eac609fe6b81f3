import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createMigrator, MigratorError, type UpResult } from '../../src/index.ts';
import { openDatabase } from '../open-database.ts';
import { SEED } from './seed.ts';

const FOLDERS = 150;

/** Pieces of SQL; `n` is another number for each piece, so that no two make the same object. */
const VALID: readonly ((n: number) => string)[] = [
  (n) => `CREATE TABLE t${n} (id int PRIMARY KEY, v text); INSERT INTO t${n} VALUES (1, 'a;b''c');`,
  (n) => `CREATE TABLE "tä${n} ""q"" 😀" (id int);`,
  (n) => `CREATE FUNCTION f${n}() RETURNS text LANGUAGE sql AS $f$ SELECT 'it''s; -- no comment' $f$;`,
  (n) =>
    `CREATE FUNCTION g${n}(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 END; END;`,
  (n) => `CREATE TABLE r${n} (id int); CREATE RULE r AS ON INSERT TO r${n} DO ALSO (SELECT 1; SELECT 2);`,
  (
    n,
  ) => `CREATE TABLE p${n} (id int PRIMARY KEY); CREATE TABLE c${n} (id int REFERENCES p${n} DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO c${n} VALUES (1); INSERT INTO p${n} VALUES (1);`,
  () => "DO $$ BEGIN RAISE NOTICE 'a; b'; RAISE INFO 'migrator-000000000000 0 1'; END $$;",
  () => "SELECT E'it\\'s', 'a''b', $q$;$q$, U&'\\0041', B'01', 1 -- it's\n;",
  () => '/* ; /* nested */ "\' */ SELECT 1;',
  () => ';;; ; SELECT 1;;',
  () => 'SET ROLE anon;',
  () => 'SET search_path = pg_temp;',
  () => 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;',
  () => "SET work_mem = '1MB'; RESET ALL;",
  () => "SELECT set_config('search_path', '', false);",
  () => 'SET default_transaction_read_only = on;',
  () => 'SAVEPOINT s; SELECT 1; ROLLBACK TO s; RELEASE s;',
  (n) => `CREATE TEMP TABLE tmp${n} (id int); PREPARE q${n} AS SELECT 1; LISTEN x;`,
  (n) => `DECLARE k${n} CURSOR WITH HOLD FOR SELECT 1;`,
  () => 'SELECT 1',
  () => '-- the end',
];

const FAILING: readonly ((n: number) => string)[] = [
  () => 'SELECT 1/0;',
  () => 'SELECT no_such_column;',
  () => "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'ZZ123'; END $$;",
  () => "DO $$ BEGIN EXECUTE 'COMMIT'; END $$;",
  (n) => `CREATE TABLE u${n} (id int PRIMARY KEY); INSERT INTO u${n} VALUES (1), (1);`,
  (n) =>
    `CREATE TABLE d${n} (id int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO d${n} VALUES (1), (1);`,
  () => "SELECT 'never closed;",
  () => 'SELECT $a$ never closed;',
  () => 'SELEC 1;',
  () => '/* never closed',
];

/** What the runner never sends, though a server might run it. Files of several segments are in segments.test.ts. */
const REFUSED: readonly ((n: number) => string)[] = [
  () => 'ROLLBACK;',
  () => 'DISCARD ALL;',
  () => 'COPY pg_class FROM stdin;',
  () => 'SET standard_conforming_strings = off;',
  () => '-- migrate: faster',
];

let number = 0;
const pieceOf = (pool: readonly ((n: number) => string)[]) =>
  fc.constantFrom(...pool).map((make) => {
    number += 1;
    return make(number);
  });
const text = fc
  .array(
    fc.oneof(
      { weight: 30, arbitrary: pieceOf(VALID) },
      { weight: 3, arbitrary: pieceOf(FAILING) },
      { weight: 1, arbitrary: pieceOf(REFUSED) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((noise) => `-- ${noise}\n`) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
    ),
    { maxLength: 5 },
  )
  .chain((pieces) => fc.constantFrom('\n', '\r\n', ' ', '\n\n-- x\n').map((between) => pieces.join(between)))
  .chain((joined) => fc.constantFrom('', '\ufeff').map((bom) => bom + joined));
const name = fc
  .tuple(
    fc.constantFrom('1', '01', '2', '10', '0003', '20260101000000'),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.string({
          unit: fc.constantFrom(...'abz9_- .\'"$%\\äé😀'),
          minLength: 1,
          maxLength: 12,
        }),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
    ),
  )
  .map(([digits, rest]) => `${digits}_${rest.replace(/[/\0]/g, '')}.sql`);
const folder = fc.dictionary(name, text, { minKeys: 1, maxKeys: 4 });

/** The file as one transaction over a connection of its own: the SQLSTATE it fails with, undefined when it commits. */
async function runPlainly(url: string, content: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe('BEGIN');
    await sql.unsafe(content.replace(/^\ufeff/, ''));
    await sql.unsafe('COMMIT');
    return undefined;
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code;
    throw error;
  } finally {
    await sql.end();
  }
}

/** Everything in public, with the rows of tables; then all of it is gone. */
async function takeState(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ kind: string; name: string; rows: string }[]>`
    SELECT 'table' AS kind, oid::regclass::text AS name,
      (xpath('//c/text()', query_to_xml(format('SELECT count(*) AS c FROM %s', oid::regclass), true, true, '')))[1]::text AS rows
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    UNION ALL SELECT 'function', oid::regprocedure::text, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;
  const state = rows.map(({ kind, name: object, rows: count }) => `${kind} ${object} ${count}`).sort();
  const drops = rows.map(({ kind, name: object }) => `DROP ${kind} IF EXISTS ${object} CASCADE;`);
  await sql.unsafe(`${drops.join('\n')} DROP SCHEMA IF EXISTS migrator CASCADE;`);
  return state;
}

async function recorded(sql: postgres.Sql): Promise<string[]> {
  const [found] = await sql`SELECT to_regclass('migrator.__manual_migrations') IS NOT NULL AS there`;
  if (found?.there !== true) return [];
  const rows = await sql`SELECT filename FROM migrator.__manual_migrations ORDER BY id`;
  return rows.map(({ filename }) => String(filename));
}

test(`${FOLDERS} random folders from seed ${SEED}: no crash, no half file, and the verdict of a plain transaction`, async () => {
  const ours = await openDatabase();
  const theirs = await openDatabase();
  const seen = { completed: 0, failed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      const directory = mkdtempSync(join(tmpdir(), 'fuzz-'));
      try {
        for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), content);
        let result: UpResult;
        try {
          result = await createMigrator({ directory, url: ours.url }).up();
        } catch (error) {
          // Refused before anything was sent: nothing may be there.
          if (!(error instanceof MigratorError)) throw error;
          seen.refused += 1;
          expect(await recorded(ours.sql)).toEqual([]);
          expect(await takeState(ours.sql)).toEqual([]);
          if (error.code === 'sql_syntax') {
            const content = files[error.details.migration ?? ''] ?? '';
            expect(await runPlainly(theirs.url, content)).toBeDefined();
            await takeState(theirs.sql);
          }
          return;
        }
        const applied = result.migrations
          .filter((migration) => migration.result === 'applied')
          .map((one) => one.name);
        expect(await recorded(ours.sql)).toEqual(applied);
        const verdicts: (string | undefined)[] = [];
        for (const migration of result.migrations) {
          verdicts.push(await runPlainly(theirs.url, files[migration.name] ?? ''));
          if (verdicts.at(-1) !== undefined) break;
        }
        expect(result.error?.details.sqlstate).toBe(verdicts.at(-1));
        expect(applied).toHaveLength(verdicts.filter((verdict) => verdict === undefined).length);
        expect(await takeState(ours.sql)).toEqual(await takeState(theirs.sql));
        seen[result.outcome === 'completed' ? 'completed' : 'failed'] += 1;
      } finally {
        rmSync(directory, { recursive: true, force: true });
        // What a failed comparison left behind would spoil the search for a smaller example.
        await Promise.all([takeState(ours.sql), takeState(theirs.sql)]);
      }
    }),
    { numRuns: FOLDERS, seed: SEED },
  );
  // The folders were not all of one kind.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});
