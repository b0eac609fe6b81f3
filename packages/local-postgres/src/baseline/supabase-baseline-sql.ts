import { createHash } from 'node:crypto';
import { databaseSql } from './database-sql.ts';
import { loginRoles, rolesSql } from './roles-sql.ts';

export interface BaselineOptions {
  /** `roles`: once a cluster; `database`: in each database, after the roles; default: both. */
  readonly part?: 'roles' | 'database';
  /** Whether new objects in public are open to the API roles (default `permissive`) or closed (`strict`). */
  readonly defaultPrivileges?: 'permissive' | 'strict';
  /** Given to the roles that log in; without it they keep what they have. */
  readonly password?: string;
}

/** The Auth schema is @supabase/lite's; a test holds this against the version installed. */
export const authSchemaSource = '@supabase/lite 0.10.0';

/**
 * SQL that shapes a cluster and the database it runs in like a hosted Supabase project: roles, extensions and auth
 * schema, grants and default privileges. Runs as a superuser, in psql too, on Postgres 15 to 17, and can run again.
 * Loads @supabase/lite (0.2 s) unless only the roles are asked for.
 */
export async function supabaseBaselineSql(options: BaselineOptions = {}): Promise<string> {
  const { part, defaultPrivileges = 'permissive', password } = options;
  const parts: string[] = [];
  if (part !== 'database') parts.push(rolesSql, password === undefined ? '' : passwordSql(password));
  if (part !== 'roles') {
    parts.push(databaseSql(await loadAuthSchema(), defaultPrivileges));
  }
  return parts.join('\n');
}

let authSchema: Promise<string> | undefined;

/** The tables of auth. Loading them takes as long as half an initdb: worth calling ahead of it, without awaiting. */
export function loadAuthSchema(): Promise<string> {
  authSchema ??= import('@supabase/lite').then((lite) => lite.getAuthSchemaSql());
  // Whoever awaits it gets the error; called ahead, nobody does yet.
  authSchema.catch(() => undefined);
  return authSchema;
}

/** Changes whenever the SQL above does; known without loading @supabase/lite. */
export function baselineVersion(): string {
  const text = [rolesSql, databaseSql('', 'permissive'), authSchemaSource].join('\n');
  return `baseline ${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

function passwordSql(password: string): string {
  const literal = `'${password.replaceAll("'", "''")}'`;
  return loginRoles.map((role) => `ALTER ROLE ${role} PASSWORD ${literal};`).join('\n');
}
