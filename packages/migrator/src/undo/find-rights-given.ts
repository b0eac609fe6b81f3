import type { Finding } from '../model/finding.ts';
import type { UndoStep } from '../model/undo.ts';
import { grantedObjects } from '../sql/granted-objects.ts';
import { joinName } from '../sql/relation-names.ts';
import { rolesOf } from '../sql/roles-of.ts';
import { childOf, textOf } from '../sql/tree.ts';

/** As whom the Data API asks. */
const CALLERS: ReadonlySet<string> = new Set(['anon', 'authenticated', 'PUBLIC']);

/**
 * What a generated inverse gives to callers of the Data API: where a file revokes what default privileges gave, taking it
 * back opens the tables to everybody again.
 */
export function findRightsGiven({ migration, source, inverse }: UndoStep): Finding[] {
  if (source === 'down') return [];
  const roles = new Set<string>();
  const tables = new Set<string>();
  for (const { kind, tree } of inverse.statements) {
    if (kind !== 'GrantStmt' || childOf(tree, 'is_grant') !== true) continue;
    if (textOf(tree, 'objtype') !== 'OBJECT_TABLE') continue;
    const callers = rolesOf(tree, 'grantees').filter((role) => CALLERS.has(role));
    if (callers.length === 0) continue;
    for (const role of callers) roles.add(role);
    for (const { schema, name } of grantedObjects(tree))
      tables.add(joinName([schema, name].filter((part) => part !== undefined)));
  }
  if (tables.size === 0) return [];
  return [
    {
      code: 'rights_given',
      severity: 'warning',
      migration,
      message: `The new migration gives ${list(roles)} rights on ${list(tables)}: those that they had before ${migration}.`,
      hint: 'Read each GRANT in it. What new tables have by default differs between projects, and row level security does not hold back TRUNCATE.',
    },
  ];
}

function list(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ');
}
