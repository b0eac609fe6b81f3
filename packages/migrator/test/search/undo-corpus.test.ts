import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differingKeys } from '../../src/catalog/differing-keys.ts';
import { readOutline } from '../../src/catalog/read-catalog.ts';
import { whyNotTwice } from '../../src/check/why-not-twice.ts';
import type { Shadow } from '../../src/model/shadow.ts';
import type { ParsedMigration } from '../../src/model/statement.ts';
import type { UndoFile, UndoStep } from '../../src/model/undo.ts';
import { isBlocked, proveEachUndo } from '../../src/undo/prove-undo.ts';
import { proveUndoAmong } from '../../src/undo/prove-undo-among.ts';
import { type CorpusFile, readCorpus } from '../adopt-case.ts';
import { openTestShadow, parse } from '../open-shadow.ts';

const TEMPLATE = join(import.meta.dirname, '../../../db/drizzle');

test('every file of the template is undone: facts before are facts after', async () => {
  const files = readdirSync(TEMPLATE)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(TEMPLATE, name), 'utf8') }));
  const shadow = await openTestShadow();
  const steps = await roundTrip(shadow, files, true);
  expect(steps.map(summarise)).toEqual([
    '0000_green_blink.sql loses public.notes, public.profiles, public.subscription_plans',
    // The backfill of profiles for users that were there.
    '0001_auth_triggers.sql leaves rows of line 81',
    '0002_grants.sql',
    '0003_add_phone.sql loses public.profiles.phone',
    '0004_index_profiles_email.sql',
    '0005_seed_plans.sql leaves rows of line 2',
    '0006_index_notes_updated_at.sql',
  ]);
});

test('every file of the adoption corpus is undone, but for one whose object nobody can describe', async () => {
  const shadow = await openTestShadow();
  const cases = distinct(readCorpus().map(({ name, files }) => ({ name, files })));
  const refused: string[] = [];
  let undone = 0;
  const todo = [...cases.entries()];
  // Each waits for the server most of the time.
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const [index, { name, files }] = next;
      for (const step of await roundTrip(shadow, files, index % 5 === 0)) {
        if (isBlocked(step)) refused.push(`${name}/${step.migration}: ${step.findings[0]?.message}`);
        else undone += 1;
      }
    }
  };
  await Promise.all([work(), work(), work()]);
  expect(refused).toEqual([
    'unproven-kind/0001_t.sql: 0001_t.sql can not be undone by generated SQL: it makes a text search configuration, which can not be described.',
  ]);
  const all = cases.reduce((sum, { files }) => sum + files.length, 0);
  expect(all).toBeGreaterThan(230);
  expect(undone).toBe(all - refused.length);
}, 480_000);

test('the last file of each is undone by a migration that runs twice, where it renames nothing and makes no type', async () => {
  const shadow = await openTestShadow();
  const todo = distinct(readCorpus().map(({ name, files }) => ({ name, files })));
  const once: string[] = [];
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const files: ParsedMigration[] = [];
      for (const { name, text } of next.files) files.push(await parse(name, text));
      const [past, file] = [files.slice(0, -1), files.at(-1)];
      if (file === undefined) continue;
      const { inverse, findings } = await proveUndoAmong({ shadow, past, file: { parsed: file }, later: [] });
      const why = isBlocked({ findings }) ? findings[0]?.message : await whyNotTwice(shadow, files, inverse);
      const hasNoForm = /\b(RENAME|CREATE TYPE)\b/.test(inverse.text);
      if (why !== undefined && !hasNoForm) once.push(`${next.name}: ${why}`);
    }
  };
  await Promise.all([work(), work(), work()]);
  expect(once).toEqual([expect.stringMatching(/^unproven-kind: .* a text search configuration, which/)]);
}, 480_000);

/**
 * Undoes each file.
 * @param twice Also runs all inverses on a shadow of their own, and compares where that ends with where it began.
 */
async function roundTrip(
  shadow: Shadow,
  corpus: readonly CorpusFile[],
  twice: boolean,
): Promise<readonly UndoStep[]> {
  const files: UndoFile[] = [];
  for (const { name, text } of corpus) files.push({ parsed: await parse(name, text) });
  const steps = await proveEachUndo({ shadow, past: [], files });
  expect(steps.map(({ migration }) => migration)).toEqual(corpus.map(({ name }) => name));
  if (twice && !steps.some(isBlocked)) {
    const database = await shadow.open();
    const start = await readOutline(database.session);
    for (const { parsed } of files) await database.replay(parsed);
    for (const { inverse } of steps.toReversed()) await database.session.run(`BEGIN;${inverse.text}COMMIT;`);
    const left = [...differingKeys(start, await readOutline(database.session))];
    await database.close();
    expect(left.filter((key) => !/^(role|membership):/.test(key))).toEqual([]);
  }
  return steps;
}

/** Many cases have the same files, and tell them apart by what was done to the target. */
function distinct<T extends { readonly files: readonly CorpusFile[] }>(cases: readonly T[]): T[] {
  return [...new Map(cases.map((each) => [JSON.stringify(each.files), each])).values()];
}

function summarise({ migration, losses, left, findings }: UndoStep): string {
  const lost = losses.map(({ schema, table, column }) => [schema, table, column].filter(Boolean).join('.'));
  return [
    migration,
    ...(lost.length === 0 ? [] : [`loses ${lost.join(', ')}`]),
    ...left.map(({ at }) => `leaves rows of line ${at?.line}`),
    ...findings.map(({ code }) => code),
  ].join(' ');
}
