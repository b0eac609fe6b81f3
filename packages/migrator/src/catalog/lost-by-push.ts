import { isDeepStrictEqual } from 'node:util';
import type { Catalog, FactKey, FactValue } from '../model/fact.ts';
import { onTable } from './key-parts.ts';
import { quoteAlways, quotePathAlways } from './quote-name.ts';

/**
 * True for a policy as `drizzle-kit push` leaves it: right in command, kind and roles, and without the expressions it
 * should have. A permissive one lets nobody through then, a restrictive one everybody.
 */
export function isLostByPush(expected: Catalog, found: Catalog, key: FactKey): boolean {
  if (!key.startsWith('policy:')) return false;
  const [wanted, there] = [expected.factOf(key), found.factOf(key)];
  if (wanted === undefined || there === undefined) return false;
  return (
    isSamePolicy(wanted, there) &&
    isDeepStrictEqual(wanted.roles, there.roles) &&
    there.usingExpr === null &&
    there.checkExpr === null &&
    (wanted.usingExpr !== null || wanted.checkExpr !== null)
  );
}

/** `ALTER POLICY … TO … USING (…) WITH CHECK (…)` that makes a policy of the same command as expected. */
export function mendPolicy(expected: Catalog, key: FactKey): string {
  const value = expected.factOf(key);
  const place = onTable(key);
  if (value === undefined || place === undefined) throw new Error(`no policy is expected: ${key}`);
  return [
    `ALTER POLICY ${quoteAlways(place.name)} ON ${quotePathAlways([place.schema, place.table])}`,
    `TO ${rolesOf(value).map(quoteRole).join(', ')}`,
    ...(value.usingExpr == null ? [] : [`USING (${value.usingExpr})`]),
    ...(value.checkExpr == null ? [] : [`WITH CHECK (${value.checkExpr})`]),
  ].join(' ');
}

/** Restrictive policies first: without an expression they let everybody through. */
export function restrictiveFirst(expected: Catalog, policies: readonly FactKey[]): FactKey[] {
  const isPermissive = (key: FactKey) => Number(expected.factOf(key)?.permissive !== false);
  return policies.toSorted((a, b) => isPermissive(a) - isPermissive(b));
}

/** Whether ALTER POLICY can lead there: it changes neither command nor kind, and takes no expression away. */
export function isAlterablePolicy(expected: FactValue, found: FactValue): boolean {
  return (
    isSamePolicy(expected, found) &&
    (expected.usingExpr !== null || found.usingExpr === null) &&
    (expected.checkExpr !== null || found.checkExpr === null)
  );
}

function isSamePolicy(a: FactValue, b: FactValue): boolean {
  return a.cmd === b.cmd && a.permissive === b.permissive;
}

function rolesOf({ roles }: FactValue): string[] {
  return Array.isArray(roles) ? roles.map(String) : [];
}

/** A role may not be named PUBLIC, whatever the case. */
function quoteRole(role: string): string {
  return role === 'PUBLIC' ? role : quoteAlways(role);
}
