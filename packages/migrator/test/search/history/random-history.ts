import {
  addColumn,
  dropColumn,
  narrow,
  renameColumn,
  replaceColumn,
  retype,
  setDefault,
  swapColumns,
} from './column-steps.ts';
import { type Random, times } from './create-random.ts';
import type { Draft } from './draft.ts';
import { backfill, insert, remove, seed, truncate, update, updateInBlock } from './row-steps.ts';
import { comment, createIndex, createTable, dropTable, recreateTable, renameTable } from './table-steps.ts';

/**
 * Files that could have been written: each runs after the ones before it. Hostile on purpose: half of what they do leads
 * back to where it was, or changes values that the catalog says nothing of.
 */
export function randomHistory(random: Random): string[] {
  const draft: Draft = { random, tables: [], back: [], count: 0 };
  const files = [times(1 + random(2), () => createTable(draft)).join('\n')];
  times(1 + random(random(4) === 0 ? 9 : 4), () =>
    files.push(times(1 + random(3), () => draw(draft)).join('\n')),
  );
  return files;
}

/** A value of each type that no file writes. */
const BY_HAND: Readonly<Record<string, readonly string[]>> = {
  text: [`'by hand, and not short'`, 'NULL'],
  integer: ['1001', 'NULL'],
  bigint: ['100001', 'NULL'],
  'character varying(3)': [`'xyz'`, `''`],
  boolean: ['false', 'NULL'],
};

/** Rows that somebody wrote into the tables meanwhile, as SQL that fits whatever columns there are. */
export function handWrittenRows(
  columns: readonly { table: string; column: string; type: string; required: boolean }[],
  random: Random,
): string {
  return [...new Set(columns.map(({ table }) => table))]
    .flatMap((table) =>
      times(random(4), () => {
        const own = columns.filter((column) => column.table === table);
        const values = own.map(({ column, type, required }) => {
          if (column === 'id') return `${100 + random(100_000)}`;
          const [value = 'DEFAULT', other = value] = BY_HAND[type] ?? [];
          return required || random(3) > 0 ? value : other;
        });
        return `INSERT INTO public.${table} (${own.map(({ column }) => column).join(', ')}) VALUES (${values.join(', ')}) ON CONFLICT DO NOTHING;`;
      }),
    )
    .join('\n');
}

function draw(draft: Draft): string {
  const { random, back } = draft;
  if (random(10) < 3) {
    const undone = back.pop()?.();
    if (undone !== undefined) return undone;
  }
  for (;;) {
    const sql = STEPS[random(STEPS.length)]?.(draft);
    if (sql !== undefined) return sql;
  }
}

const STEPS: readonly ((draft: Draft) => string | undefined)[] = [
  createTable,
  addColumn,
  addColumn,
  dropColumn,
  renameColumn,
  swapColumns,
  replaceColumn,
  renameTable,
  dropTable,
  recreateTable,
  narrow,
  retype,
  setDefault,
  createIndex,
  comment,
  insert,
  seed,
  update,
  update,
  backfill,
  remove,
  truncate,
  updateInBlock,
];
