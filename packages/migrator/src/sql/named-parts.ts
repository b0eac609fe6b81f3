import type { Statement } from '../model/statement.ts';
import { grantedObjects } from './granted-objects.ts';
import { childOf, listOf, textOf } from './tree.ts';

/**
 * What a statement says it changes, where an event trigger says less: of an ALTER TABLE the columns and constraints, or
 * `''` for the table itself; of a GRANT or REVOKE the objects (without their schema).
 * @returns undefined where it may be anything: a new type of a column changes the constraints that mention it.
 */
export function namedParts({ kind, tree }: Statement): readonly string[] | undefined {
  if (kind === 'GrantStmt') return allOf(grantedObjects(tree).map(({ name }) => name));
  if (kind !== 'AlterTableStmt' || textOf(tree, 'objtype') !== 'OBJECT_TABLE') return undefined;
  return allOf(listOf(tree, 'cmds').map((command) => partOf(childOf(command, 'AlterTableCmd'))));
}

function allOf(names: readonly (string | undefined)[]): readonly string[] | undefined {
  const known = names.flatMap((name) => name ?? []);
  return known.length === names.length && known.length > 0 ? known : undefined;
}

function partOf(command: unknown): string | undefined {
  switch (textOf(command, 'subtype')) {
    case 'AT_AddColumn': {
      const column = childOf(command, 'def', 'ColumnDef');
      return listOf(column, 'constraints').every(isOfColumn) ? textOf(column, 'colname') : undefined;
    }
    case 'AT_AddConstraint': {
      const constraint = childOf(command, 'def', 'Constraint');
      // A primary key makes its columns NOT NULL.
      const isKey = textOf(constraint, 'contype') === 'CONSTR_PRIMARY';
      return isKey ? undefined : textOf(constraint, 'conname');
    }
    case 'AT_ColumnDefault':
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
    case 'AT_DropColumn':
    case 'AT_DropConstraint':
    case 'AT_ValidateConstraint':
      return textOf(command, 'name');
    case 'AT_EnableRowSecurity':
    case 'AT_DisableRowSecurity':
    case 'AT_ForceRowSecurity':
    case 'AT_NoForceRowSecurity':
      return '';
    default:
      return undefined;
  }
}

/** Others have a name of their own, which Postgres may have chosen. */
function isOfColumn(constraint: unknown): boolean {
  return OF_COLUMN.has(textOf(constraint, 'Constraint', 'contype') ?? '');
}

const OF_COLUMN = new Set([
  'CONSTR_NULL',
  'CONSTR_NOTNULL',
  'CONSTR_DEFAULT',
  'CONSTR_IDENTITY',
  'CONSTR_GENERATED',
]);
