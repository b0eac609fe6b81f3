import { quoteIdentifier } from '../database/quote.ts';
import type { Session } from '../model/ports.ts';
import type { DefaultPrivilege } from '../model/shadow.ts';
import { readDefaultPrivileges } from './read-default-privileges.ts';

/**
 * Gives the session's role the default privileges of another database's, and takes what it has beyond them, so that
 * what the files make is open to the same roles in both. Schemas and roles this server lacks are left out: files make
 * them later, or nobody does.
 */
export async function copyDefaultPrivileges(
  session: Session,
  wanted: readonly DefaultPrivilege[],
): Promise<void> {
  const found = await readDefaultPrivileges(session);
  const [schemas = [], roles = [], [version] = []] = await session.run(
    `SELECT nspname::text AS name FROM pg_catalog.pg_namespace;
SELECT rolname::text AS name FROM pg_catalog.pg_roles;
SELECT pg_catalog.current_setting('server_version_num')::int AS number`,
  );
  const hasMaintain = Number(version?.number) >= 170_000;
  const known = {
    schemas: new Set(schemas.map(({ name }) => name)),
    roles: new Set(roles.map(({ name }) => name)),
  };
  const possible = wanted.filter(
    ({ schema, grantee, privilege }) =>
      (schema === undefined || known.schemas.has(schema)) &&
      (typeof grantee !== 'object' || known.roles.has(grantee.role)) &&
      (privilege !== 'MAINTAIN' || hasMaintain),
  );
  const text = changesBetween(found, possible).join('\n');
  if (text !== '') await session.run(text);
}

/** The statements that lead from one set of rights to another. What is to lose its grant option is revoked whole first. */
export function changesBetween(
  found: readonly DefaultPrivilege[],
  wanted: readonly DefaultPrivilege[],
): string[] {
  const has = new Set(found.map(keyOf));
  const wants = new Set(wanted.map(keyOf));
  return [
    ...found.filter((right) => !wants.has(keyOf(right))).map((right) => change('REVOKE', right)),
    ...wanted.filter((right) => !has.has(keyOf(right))).map((right) => change('GRANT', right)),
  ];
}

function keyOf(right: DefaultPrivilege): string {
  return JSON.stringify([right.schema, right.objects, right.grantee, right.privilege, right.grantable]);
}

function change(verb: 'GRANT' | 'REVOKE', right: DefaultPrivilege): string {
  const where = right.schema === undefined ? '' : `IN SCHEMA ${quoteIdentifier(right.schema)} `;
  const whom = verb === 'GRANT' ? 'TO' : 'FROM';
  const option = verb === 'GRANT' && right.grantable ? ' WITH GRANT OPTION' : '';
  return `ALTER DEFAULT PRIVILEGES ${where}${verb} ${right.privilege} ON ${right.objects} ${whom} ${granteeOf(right)}${option};`;
}

function granteeOf({ grantee }: DefaultPrivilege): string {
  if (grantee === undefined) return 'PUBLIC';
  return grantee === 'owner' ? 'CURRENT_USER' : quoteIdentifier(grantee.role);
}
