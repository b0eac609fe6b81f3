/**
 * Everything that is said of the roles of a server, as one hash: attributes, settings, memberships, comments. Event
 * triggers do not see roles, so this is how one learns that a file changed them.
 * @param passwords Needs a superuser.
 */
export function rolesStateExpression({ passwords }: { passwords: boolean }): string {
  const lists = [
    "SELECT to_jsonb(r) || jsonb_build_object('oid', 0) FROM pg_catalog.pg_roles r",
    "SELECT to_jsonb(m) - 'oid' FROM pg_catalog.pg_auth_members m",
    'SELECT to_jsonb(s) FROM pg_catalog.pg_db_role_setting s WHERE s.setdatabase = 0 AND s.setrole = 0',
    "SELECT to_jsonb(d) FROM pg_catalog.pg_shdescription d WHERE d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass",
    ...(passwords ? ['SELECT to_jsonb(a.rolpassword) FROM pg_catalog.pg_authid a'] : []),
  ];
  return `(SELECT pg_catalog.md5(pg_catalog.string_agg(state::text, E'\\n' ORDER BY state))
    FROM (${lists.join(' UNION ALL ')}) AS states (state))`;
}
