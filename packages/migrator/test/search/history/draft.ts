import type { Random } from './create-random.ts';

export interface Table {
  name: string;
  columns: Map<string, string>;
  indexes: string[];
}

/** What the files drawn so far leave, and SQL that would lead back from what they did last. */
export interface Draft {
  readonly random: Random;
  tables: Table[];
  readonly back: (() => string | undefined)[];
  count: number;
}

export const TYPES = ['text', 'integer', 'bigint', 'varchar(3)', 'boolean'];

/** A value of each type that files write. */
export const LITERALS: Readonly<Record<string, string>> = {
  text: `'a longer text'`,
  integer: '7',
  bigint: '70',
  'varchar(3)': `'abc'`,
  boolean: 'true',
};

export function withTable(draft: Draft, work: (table: Table) => string | undefined): string | undefined {
  const table = draft.tables[draft.random(draft.tables.length)];
  return table === undefined ? undefined : work(table);
}

export function withColumn(
  draft: Draft,
  work: (table: Table, column: string) => string | undefined,
): string | undefined {
  return withTable(draft, (table) => {
    const columns = [...table.columns.keys()].slice(1);
    const column = columns[draft.random(columns.length)];
    return column === undefined ? undefined : work(table, column);
  });
}

export function fresh(draft: Draft): string {
  return `n${next(draft)}`;
}

/** A number that no other name or row of the history has. */
export function next(draft: Draft): number {
  draft.count += 1;
  return draft.count;
}
