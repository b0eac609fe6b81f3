import type { FactKey } from '../model/fact.ts';
import { aclOf } from './key-parts.ts';
import { formatKey } from './parse-key.ts';
import type { FactBase } from './pg-delta.ts';
import { quoteAlways, quotePathAlways } from './quote-name.ts';

/**
 * GRANTs that put back what REVOKE ALL on a table takes along: rights on its columns. Needed beside every change of a
 * grantee's rights on the table, which a plan begins with a REVOKE ALL.
 *
 * @param goal how the grants should be.
 */
export function columnGrants(goal: FactBase, keys: readonly FactKey[]): string[] {
  const changed = new Set<string>();
  for (const key of keys) {
    const acl = aclOf(key);
    if (acl !== undefined && acl.column === undefined) changed.add(`${acl.grantee} ${acl.target}`);
  }
  if (changed.size === 0) return [];
  return goal.facts().flatMap(({ id, payload }) => {
    if (id.kind !== 'acl' || id.column === undefined || id.target.kind !== 'table') return [];
    const { schema, name } = id.target;
    const table = quotePathAlways([schema, name]);
    if (!changed.has(`${id.grantee} ${formatKey('table', [schema, name])}`)) return [];
    const grantee = id.grantee === 'PUBLIC' ? id.grantee : quoteAlways(id.grantee);
    const column = quoteAlways(id.column);
    const grant = (privileges: readonly unknown[], option: string) =>
      privileges.length === 0
        ? []
        : [
            `GRANT ${privileges.map((privilege) => `${privilege} (${column})`).join(', ')} ON TABLE ${table} TO ${grantee}${option}`,
          ];
    const all = Array.isArray(payload.privileges) ? payload.privileges : [];
    const grantable = Array.isArray(payload.grantable) ? payload.grantable : [];
    return [
      ...grant(
        all.filter((privilege) => !grantable.includes(privilege)),
        '',
      ),
      ...grant(grantable, ' WITH GRANT OPTION'),
    ];
  });
}
