/**
 * Whether what postgres and supabase_admin create in public is open to the API roles by default. Hosted projects
 * are of both kinds: `permissive` grants all, `strict` nothing. Turns either into the other.
 */
export function defaultPrivilegesSql(kind: 'permissive' | 'strict'): string {
  const verb = kind === 'permissive' ? 'GRANT ALL ON' : 'REVOKE ALL ON';
  const preposition = kind === 'permissive' ? 'TO' : 'FROM';
  return ['postgres', 'supabase_admin']
    .flatMap((creator) =>
      ['TABLES', 'SEQUENCES', 'ROUTINES'].map(
        (objects) =>
          `ALTER DEFAULT PRIVILEGES FOR ROLE ${creator} IN SCHEMA public ${verb} ${objects} ${preposition} postgres, anon, authenticated, service_role;`,
      ),
    )
    .join('\n');
}
