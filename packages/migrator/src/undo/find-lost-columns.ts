import type { UndoLoss } from '../model/undo.ts';
import { losesValues } from './loses-values.ts';
import type { ColumnPlace, Columns } from './read-columns.ts';

/**
 * What an inverse throws away, seen by trying it: tables and columns that are gone afterwards, and those whose new type may
 * not hold what they hold. Named as they were before it. Pure.
 */
export function findLostColumns(migration: string, before: Columns, after: Columns): UndoLoss[] {
  const tables = new Set([...after.keys()].map(tableOf));
  const gone = new Set<string>();
  const losses: UndoLoss[] = [];
  for (const [place, column] of before) {
    const now = after.get(place);
    const table = tableOf(place);
    if (now === undefined && !tables.has(table)) {
      if (!gone.has(table)) losses.push(lossOf(migration, column, undefined, false));
      gone.add(table);
    } else if (now === undefined || narrows(column, now)) {
      losses.push(lossOf(migration, column, column.column, now !== undefined));
    }
  }
  return losses;
}

/** Columns under the names they have elsewhere; those that are not there are left out. Pure. */
export function namedAs(columns: Columns, names: Columns): Columns {
  const named = new Map<string, ColumnPlace>();
  for (const [place, { type, typeId }] of columns) {
    const name = names.get(place);
    if (name !== undefined) named.set(place, { ...name, type, typeId });
  }
  return named;
}

function tableOf(place: string): string {
  return place.slice(0, place.indexOf('.'));
}

function narrows(before: ColumnPlace, now: ColumnPlace): boolean {
  return before.typeId !== now.typeId && losesValues(before.type, now.type);
}

function lossOf(
  migration: string,
  { schema, table }: ColumnPlace,
  column: string | undefined,
  narrowed: boolean,
): UndoLoss {
  return { migration, schema, table, column, narrowed };
}
