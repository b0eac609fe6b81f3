import type { Row, Session } from '../model/ports.ts';
import type { FoundFunction, FoundTrigger, TriggerDefinition } from '../model/trigger.ts';
import { normaliseSetting } from './read-function.ts';
import { cutCondition, describeConstraint, readType } from './read-trigger.ts';

/** The triggers of a database, and who signs users up there. */
export interface TriggerFacts {
  readonly triggers: readonly FoundTrigger[];
  readonly functions: readonly FoundFunction[];
  /** Where an object without a schema is made. */
  readonly schema: string;
  /** Where a name without a schema is looked up. */
  readonly path: readonly string[];
  /** undefined where there is no `auth.users`. */
  readonly users: UsersFacts | undefined;
}

/** `auth.users` as this session sees it. */
export interface UsersFacts {
  readonly columns: ReadonlySet<string>;
  /** Role the sign-ups of the Auth server run as; undefined where there is none. */
  readonly authRole: string | undefined;
  /** Whether this session may become that role. */
  readonly maySetRole: boolean;
  /** Whether the role that connected may write to it. */
  readonly mayWrite: boolean;
  /** What that role's sessions look names up in. */
  readonly searchPath: string;
}

/** The role GoTrue connects as, here and on hosted Supabase. */
const AUTH_ROLE = 'supabase_auth_admin';

/** Reads them in one message. @param serverVersion `server_version_num`. */
export async function readTriggerFacts(session: Session, serverVersion: number): Promise<TriggerFacts> {
  const [triggers = [], functions = [], rest = []] = await session.run(
    `${TRIGGERS}; ${FUNCTIONS}; ${usersQuery(serverVersion)}`,
  );
  const users = rest[0] ?? {};
  return {
    triggers: triggers.map(readFoundTrigger),
    functions: functions.map(readFoundFunction),
    schema: String(users.schema ?? 'public'),
    path: textsOf(users.path),
    users:
      users.columns == null
        ? undefined
        : {
            columns: new Set(textsOf(users.columns)),
            authRole: users.auth_role == null ? undefined : String(users.auth_role),
            maySetRole: users.may_set_role === true,
            mayWrite: users.may_write === true,
            searchPath: String(users.search_path ?? 'auth'),
          },
  };
}

const TRIGGERS = `SELECT n.nspname::text AS table_schema, c.relname::text AS table_name, t.tgname::text AS name,
  fn.nspname::text AS function_schema, p.proname::text AS function_name, t.tgtype::int AS type, t.tgenabled::text AS enabled,
  ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::int2[])) AS columns,
  pg_catalog.encode(t.tgargs, 'hex') AS arguments, t.tgoldtable::text AS old_table, t.tgnewtable::text AS new_table,
  t.tgconstraint <> 0 AS is_constraint, t.tgdeferrable AS deferrable, t.tginitdeferred AS deferred,
  fromn.nspname::text AS from_schema, fromc.relname::text AS from_name,
  CASE WHEN t.tgqual IS NOT NULL THEN pg_catalog.pg_get_triggerdef(t.oid) END AS definition
FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid JOIN pg_catalog.pg_namespace fn ON fn.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_class fromc ON fromc.oid = t.tgconstrrelid
  LEFT JOIN pg_catalog.pg_namespace fromn ON fromn.oid = fromc.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relpersistence <> 't'
ORDER BY 1, 2, 3`;

const FUNCTIONS = `SELECT n.nspname::text AS schema, p.proname::text AS name, l.lanname::text AS language, p.prosrc AS body,
  p.prosecdef AS definer, p.proconfig AS settings, pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
  ARRAY(SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
    FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    WHERE a.privilege_type = 'EXECUTE') AS grantees,
  ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.rolname IN ('anon', 'authenticated')
    AND pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE')
    AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE') ORDER BY 1) AS reachable
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype AND p.pronargs = 0
  AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_temp'`;

/** Since 16 one may be a member of a role and still not become it. */
function usersQuery(serverVersion: number): string {
  const privilege = serverVersion >= 160_000 ? 'SET' : 'MEMBER';
  return `SELECT pg_catalog.current_schema()::text AS schema, pg_catalog.current_schemas(true) AS path, r.rolname::text AS auth_role,
  coalesce(pg_catalog.pg_has_role(r.oid, '${privilege}'), false) AS may_set_role,
  (SELECT pg_catalog.substr(s, 13) FROM pg_catalog.unnest(r.rolconfig) s WHERE s LIKE 'search_path=%') AS search_path,
  users.*
FROM (SELECT 1) one LEFT JOIN pg_catalog.pg_roles r ON r.rolname = '${AUTH_ROLE}'
LEFT JOIN (
  SELECT ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    AND pg_catalog.has_table_privilege(c.oid, 'INSERT') AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
    AND pg_catalog.has_table_privilege(c.oid, 'DELETE') AS may_write
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'auth' AND c.relname = 'users' AND c.relkind IN ('r', 'p')
) users ON true`;
}

const STATES: Readonly<Record<string, TriggerDefinition['enabled']>> = {
  O: 'enabled',
  D: 'disabled',
  R: 'replica',
  A: 'always',
};

function readFoundTrigger(row: Row): FoundTrigger {
  const from =
    row.from_name == null ? undefined : { schema: String(row.from_schema), name: String(row.from_name) };
  return {
    name: String(row.name),
    table: { schema: String(row.table_schema), name: String(row.table_name) },
    function: { schema: String(row.function_schema), name: String(row.function_name) },
    ...readType(Number(row.type)),
    columns: textsOf(row.columns).sort(),
    when: row.definition == null ? undefined : unwrap(cutCondition(String(row.definition)) ?? ''),
    // Each ends in a NUL.
    arguments: Buffer.from(String(row.arguments), 'hex').toString('utf8').split('\0').slice(0, -1),
    transitions: [
      ...(row.old_table == null ? [] : [`OLD TABLE ${row.old_table}`]),
      ...(row.new_table == null ? [] : [`NEW TABLE ${row.new_table}`]),
    ].sort(),
    constraint:
      row.is_constraint === true
        ? describeConstraint(row.deferrable === true, row.deferred === true, from)
        : undefined,
    enabled: STATES[String(row.enabled)] ?? 'enabled',
  };
}

/** Postgres prints a condition in parentheses of its own. */
function unwrap(condition: string): string {
  return condition.replace(/^\((.*)\)$/s, '$1');
}

function readFoundFunction(row: Row): FoundFunction {
  const settings = textsOf(row.settings).map((setting) => {
    const name = setting.slice(0, setting.indexOf('='));
    return [name, normaliseSetting(name, setting.slice(name.length + 1))] as const;
  });
  return {
    name: { schema: String(row.schema), name: String(row.name) },
    language: String(row.language),
    body: String(row.body),
    securityDefiner: row.definer === true,
    settings: new Map(settings),
    owner: String(row.owner),
    grantees: textsOf(row.grantees),
    reachableBy: textsOf(row.reachable),
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
