import type { Row, Session } from '../model/ports.ts';
import type { DefaultPrivilege } from '../model/shadow.ts';

const OBJECTS: Readonly<Record<string, DefaultPrivilege['objects']>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'ROUTINES',
  T: 'TYPES',
  n: 'SCHEMAS',
};

/**
 * Who may do what with the objects this session's role is going to make. What holds in every schema is given whole,
 * Postgres's own defaults included; what a schema adds, as it stands in the catalog.
 */
export async function readDefaultPrivileges(session: Session): Promise<readonly DefaultPrivilege[]> {
  const kinds = Object.keys(OBJECTS);
  const [rows = []] = await session.run(`WITH me AS (
  SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user
), lists AS (
  SELECT NULL::text AS schema, kind, coalesce(
    (SELECT d.defaclacl FROM pg_catalog.pg_default_acl d, me
      WHERE d.defaclrole = me.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = kind),
    pg_catalog.acldefault(CASE kind WHEN 'S' THEN 's' ELSE kind END, (SELECT oid FROM me))) AS list
  FROM (VALUES ${kinds.map((kind) => `('${kind}'::"char")`).join(', ')}) AS kinds (kind)
  UNION ALL
  SELECT n.nspname, d.defaclobjtype, d.defaclacl
  FROM pg_catalog.pg_default_acl d JOIN me ON d.defaclrole = me.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
)
SELECT schema::text, kind::text, a.privilege_type AS privilege, a.is_grantable AS grantable, g.rolname::text AS grantee,
  a.grantee = 0 AS public, a.grantee = (SELECT oid FROM me) AS owner
FROM lists, pg_catalog.aclexplode(list) a LEFT JOIN pg_catalog.pg_roles g ON g.oid = a.grantee`);
  return rows.flatMap(readRow);
}

function readRow(row: Row): readonly DefaultPrivilege[] {
  const objects = OBJECTS[String(row.kind)];
  const { schema, grantee } = row;
  const isOwner = row.owner === true;
  if (objects === undefined) return [];
  // A right of a role that is gone.
  if (row.public !== true && !isOwner && typeof grantee !== 'string') return [];
  return [
    {
      schema: typeof schema === 'string' ? schema : undefined,
      objects,
      grantee: isOwner ? 'owner' : typeof grantee === 'string' ? { role: grantee } : undefined,
      privilege: String(row.privilege),
      grantable: row.grantable === true,
    },
  ];
}
