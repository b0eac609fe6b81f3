import type { FactKey } from '../model/fact.ts';
import { parseKey } from './parse-key.ts';

/** The kind of fact: `table`, `column`, `policy`, `acl`, `constraintIndex`, … */
export function kindOf(key: FactKey): string {
  return key.slice(0, key.indexOf(':'));
}

/** What a grant gives to whom; of which column, where it is of one. undefined for any other fact. */
export function aclOf(
  key: FactKey,
): { grantee: string; target: FactKey; column: string | undefined } | undefined {
  if (kindOf(key) !== 'acl') return undefined;
  const { target, parts } = parseKey(key);
  const [grantee, column] = parts;
  return target === undefined || grantee === undefined ? undefined : { grantee, target: target.key, column };
}

/** The object a comment, grant or security label is for; undefined for any other fact. */
export function targetOf(key: FactKey): FactKey | undefined {
  return parseKey(key).target?.key;
}

/** Where a policy, trigger, rule, column, default or constraint stands; undefined for what hangs on no table. */
export function onTable(key: FactKey): { schema: string; table: string; name: string } | undefined {
  const { kind, parts } = parseKey(key);
  if (!ON_TABLE.has(kind)) return undefined;
  const [schema = '', table = '', name = ''] = parts;
  return { schema, table, name };
}

const ON_TABLE = new Set([
  'column',
  'default',
  'constraint',
  'trigger',
  'rule',
  'policy',
  'constraintTriggers',
  'constraintIndex',
  'columnStorage',
]);
