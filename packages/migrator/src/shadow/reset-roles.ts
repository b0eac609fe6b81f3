import { quoteLiteral } from '../database/quote.ts';

/**
 * SQL that makes the roles of an embedded cluster what they were when it was made, whatever files have done to them:
 * others' roles are dropped, attributes, settings, memberships and passwords come from the baseline.
 * @param rolesSql What made them, passwords included; it can run again, and gives but does not take.
 */
export function resetRolesText(rolesSql: string): string {
  const names = [...rolesSql.matchAll(/\bCREATE ROLE (\w+);/g)].map((match) => match[1] ?? '');
  const ours = names.map(quoteLiteral).join(', ');
  return `DO $reset$
DECLARE found record;
BEGIN
  FOR found IN SELECT r.rolname AS role, m.rolname AS member, g.rolname AS grantor
    FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
    JOIN pg_catalog.pg_roles m ON m.oid = a.member JOIN pg_catalog.pg_roles g ON g.oid = a.grantor
    WHERE m.rolname !~ '^pg_'
  LOOP
    EXECUTE format('REVOKE %I FROM %I GRANTED BY %I CASCADE', found.role, found.member, found.grantor);
  END LOOP;
  FOR found IN SELECT rolname AS role FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' AND rolname NOT IN (${ours}) LOOP
    EXECUTE format('DROP OWNED BY %I CASCADE', found.role);
    EXECUTE format('DROP ROLE %I', found.role);
  END LOOP;
  FOR found IN SELECT rolname AS role, oid FROM pg_catalog.pg_roles WHERE rolname IN (${ours}) LOOP
    EXECUTE format('ALTER ROLE %I RESET ALL', found.role);
    EXECUTE format('COMMENT ON ROLE %I IS NULL', found.role);
    CONTINUE WHEN found.role = session_user;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT NOLOGIN NOREPLICATION NOBYPASSRLS
      CONNECTION LIMIT -1 PASSWORD NULL', found.role);
  END LOOP;
END $reset$;
ALTER ROLE ALL RESET ALL;
${rolesSql}`;
}
