import type { ParsedMigration, Statement } from '../model/statement.ts';
import { asNode, childOf, listOf, type TreeNode, textOf, walkTree } from '../sql/tree.ts';

/** A statement that acts beyond the database it runs in. */
export interface ClusterStatement {
  readonly statement: Statement;
  /** `server`: roles, databases, settings, jobs of the whole server; `outside`: other servers, programs, files. */
  readonly reach: 'server' | 'outside';
  /** What it is, in words: `CREATE ROLE`, `a call of dblink_exec`. */
  readonly what: string;
}

/**
 * The first statement that acts beyond its database.
 * @param place `shared`: the server is somebody's, and everything counts, also what a function's body may do once it is
 *   called. `own`: the server is thrown away, and only what reaches outside when the file runs counts.
 */
export function findClusterStatement(
  { statements }: Pick<ParsedMigration, 'statements'>,
  place: 'shared' | 'own' = 'shared',
): ClusterStatement | undefined {
  for (const statement of statements) {
    const found = findReach(statement).filter(
      ({ reach }) => place === 'shared' || (reach === 'outside' && !DEFINITIONS.has(statement.kind)),
    );
    if (found[0] !== undefined) return { statement, ...found[0] };
  }
  return undefined;
}

type Found = Pick<ClusterStatement, 'reach' | 'what'>;

/** What they contain runs later, if ever. */
const DEFINITIONS: ReadonlySet<string> = new Set([
  'CreateFunctionStmt',
  'ViewStmt',
  'RuleStmt',
  'CreatePolicyStmt',
  'AlterPolicyStmt',
  'CreateTrigStmt',
  'CreateStmt',
  'AlterTableStmt',
]);

function findReach({ kind, tree }: Statement): readonly Found[] {
  const command = SERVER_COMMANDS[kind] ?? commandOnServerObject(kind, tree);
  const found: Found[] = command === undefined ? [] : [{ reach: 'server', what: command }];
  const outside = OUTSIDE_COMMANDS[kind]?.(tree);
  if (outside !== undefined) found.push({ reach: 'outside', what: outside });
  walkTree(tree, (node) => {
    const call = findCall(node);
    if (call !== undefined) found.push(call);
  });
  if (kind === 'DoStmt' || kind === 'CreateFunctionStmt') found.push(...findInBody(tree));
  return found;
}

const SERVER_COMMANDS: Readonly<Record<string, string>> = {
  CreateRoleStmt: 'CREATE ROLE',
  AlterRoleStmt: 'ALTER ROLE',
  AlterRoleSetStmt: 'ALTER ROLE … SET',
  DropRoleStmt: 'DROP ROLE',
  GrantRoleStmt: 'GRANT of a role',
  // Both also reach what a role has on databases and tablespaces.
  DropOwnedStmt: 'DROP OWNED',
  ReassignOwnedStmt: 'REASSIGN OWNED',
  AlterSystemStmt: 'ALTER SYSTEM',
  CreatedbStmt: 'CREATE DATABASE',
  AlterDatabaseStmt: 'ALTER DATABASE',
  AlterDatabaseSetStmt: 'ALTER DATABASE',
  AlterDatabaseRefreshCollStmt: 'ALTER DATABASE',
  DropdbStmt: 'DROP DATABASE',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  AlterTableSpaceOptionsStmt: 'ALTER TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
};

const SERVER_OBJECTS = ['ROLE', 'DATABASE', 'TABLESPACE', 'PARAMETER_ACL'];

/** RENAME, OWNER TO, COMMENT, SECURITY LABEL and GRANT, where they name a role, a database or a tablespace. */
function commandOnServerObject(kind: string, tree: unknown): string | undefined {
  const keys = ['renameType', 'objectType', 'objtype'];
  const object = keys.map((key) => textOf(tree, key)?.replace('OBJECT_', '')).find(isServerObject);
  return object === undefined ? undefined : `${kind.replace(/Stmt$/, '')} of a ${object.toLowerCase()}`;
}

function isServerObject(object: string | undefined): boolean {
  return object !== undefined && SERVER_OBJECTS.includes(object);
}

const OUTSIDE_COMMANDS: Readonly<Record<string, (tree: unknown) => string | undefined>> = {
  CreateSubscriptionStmt: () => 'CREATE SUBSCRIPTION',
  AlterSubscriptionStmt: () => 'ALTER SUBSCRIPTION',
  DropSubscriptionStmt: () => 'DROP SUBSCRIPTION',
  ImportForeignSchemaStmt: () => 'IMPORT FOREIGN SCHEMA',
  CopyStmt(tree) {
    if (childOf(tree, 'is_program') === true) return 'COPY … PROGRAM';
    const writes = childOf(tree, 'is_from') !== true && textOf(tree, 'filename') !== undefined;
    return writes ? 'COPY … TO a file' : undefined;
  },
};

const CALLS: readonly (readonly [RegExp, Found['reach']])[] = [
  [/^(.*\.)?dblink/, 'outside'],
  [/^net\.http_|^(.*\.)?http(_(get|post|put|patch|delete|head))?$/, 'outside'],
  [/^(.*\.)?(lo_export|pg_file_write)$/, 'outside'],
  [/^cron\./, 'server'],
  [/^(.*\.)?pg_(reload_conf|rotate_logfile|terminate_backend|cancel_backend|switch_wal|promote)$/, 'server'],
  [/^(.*\.)?pg_(create|drop|copy)_(logical_|physical_)?replication_slot$/, 'server'],
];

function findCall(node: TreeNode): Found | undefined {
  const call = asNode(node.FuncCall);
  if (call === undefined) return undefined;
  const name = listOf(call, 'funcname')
    .map((part) => textOf(part, 'String', 'sval') ?? '')
    .join('.');
  const known = CALLS.find(([pattern]) => pattern.test(name));
  return known && { reach: known[1], what: `a call of ${name}` };
}

const TEXTS: readonly (readonly [RegExp, Found['reach']])[] = [
  [/\b(dblink\w*|net\.http_\w+|http_(get|post|put|patch|delete|head)|lo_export)\s*\(/i, 'outside'],
  [/\bcopy\b[^;]*\bprogram\b|\b(create|alter|drop)\s+subscription\b/i, 'outside'],
  [/\b(create|alter|drop)\s+(role|user(?!\s+mapping\b)|group|database|tablespace|system)\b/i, 'server'],
  [/\b(drop|reassign)\s+owned\b|\bcron\.\w+\s*\(|\bpg_(terminate|cancel)_backend\s*\(/i, 'server'],
  // GRANT and REVOKE of a role have no ON.
  [/\bgrant\s(?:(?!\bon\b)[^;])*?\bto\b|\brevoke\s(?:(?!\bon\b)[^;])*?\bfrom\b/i, 'server'],
  [/\bon\s+database\b/i, 'server'],
];

/** The grammar does not look into the body of a DO block or a function; its words have to do, comments included. */
function findInBody(tree: unknown): readonly Found[] {
  const bodies: string[] = [];
  walkTree(tree, (node) => {
    const option = asNode(node.DefElem);
    if (option?.defname !== 'as') return;
    const argument = option.arg;
    const parts = listOf(argument, 'List', 'items');
    for (const part of parts.length > 0 ? parts : [argument])
      bodies.push(textOf(part, 'String', 'sval') ?? '');
  });
  return TEXTS.flatMap(([pattern, reach]) => {
    const [match] = bodies.flatMap((body) => pattern.exec(body)?.[0] ?? []);
    return match === undefined ? [] : [{ reach, what: `${match.replace(/\s+/g, ' ').trim()} in its body` }];
  });
}
