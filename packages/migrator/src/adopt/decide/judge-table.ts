import { kindOf } from '../../catalog/key-parts.ts';
import type { FactKey } from '../../model/fact.ts';
import type { TableName } from '../../sql/data-statements.ts';
import type { StatementAt } from '../describe/find-statement.ts';
import type { Replay } from '../read/read-states.ts';

/** A table that the baseline does not have and a file makes, under any of the names it has had. */
export function isOurTable(table: TableName, states: Replay['states']): boolean {
  const suffix = `.${table.name}`;
  const matches = new Set<FactKey>();
  for (const state of states) {
    for (const key of state?.keys() ?? []) {
      if (kindOf(key) !== 'table') continue;
      if (table.schema === undefined ? key.endsWith(suffix) : key === `table:${table.schema}${suffix}`)
        matches.add(key);
    }
  }
  return matches.size === 1 && [...matches].every((key) => states[0]?.has(key) !== true);
}

/** Whether what comes later leaves a table what it is: neither renamed, nor dropped, nor made again under its name. */
export function staysTheSame(table: TableName, from: StatementAt, { touches }: Replay): boolean {
  const names = (identity: string | undefined) => {
    const plain = identity?.replaceAll('"', '');
    return table.schema === undefined
      ? plain?.endsWith(`.${table.name}`)
      : plain === `${table.schema}.${table.name}`;
  };
  const later = touches.flatMap((touched, file) =>
    touched.filter(({ statement }) => file > from.file || (file === from.file && statement > from.statement)),
  );
  return !later.some(
    ({ type, dropped, was, identity }) => type === 'table' && ((dropped && names(identity)) || names(was)),
  );
}
