import { listOf, textOf } from '../../sql/tree.ts';
import type { Place, Table } from './folder.ts';

/** The ends of the names Postgres gives. */
const SUFFIXES: Readonly<Record<string, string>> = {
  CONSTR_PRIMARY: 'pkey',
  CONSTR_UNIQUE: 'key',
  CONSTR_FOREIGN: 'fkey',
};

/** A foreign key, or a constraint that brings an index. `column` is the one it stands behind, if it does. */
export function addConstraint(
  table: Table,
  constraint: unknown,
  column: string | undefined,
  at: Place,
): void {
  const type = textOf(constraint, 'contype') ?? '';
  const suffix = SUFFIXES[type];
  if (suffix === undefined) return;
  const listed = listOf(constraint, type === 'CONSTR_FOREIGN' ? 'fk_attrs' : 'keys');
  const columns =
    column === undefined ? listed.flatMap((one) => textOf(one, 'String', 'sval') ?? []) : [column];
  const middle = type === 'CONSTR_PRIMARY' ? [] : columns;
  const name = textOf(constraint, 'conname') ?? [table.name, ...middle, suffix].join('_');
  if (type !== 'CONSTR_FOREIGN') {
    table.indexes.add({ name, columns });
    return;
  }
  table.foreignKeys.add({ name, columns, at: { ...at, byte: byteOf(constraint) } });
}

/** Where a node begins, in bytes of the file. */
export function byteOf(node: unknown): number | undefined {
  const found = typeof node === 'object' && node !== null && 'location' in node ? node.location : undefined;
  return typeof found === 'number' && found >= 0 ? found : undefined;
}
