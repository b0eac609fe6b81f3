import { type Row, ServerError, type Session } from '../model/ports.ts';
import type { Touch } from '../model/shadow.ts';
import type { Statement } from '../model/statement.ts';
import { namedParts } from '../sql/named-parts.ts';
import { rolesStateExpression } from './roles-state.ts';

/** The setting that says which statement of a file runs. */
export const STATEMENT_SETTING = 'migrator.statement';

/**
 * Installs the log, as a superuser: event triggers fire for whoever runs a file, and write as their owner. The log may
 * never make a file fail: what cannot be named is noted without a name. Extensions' own objects and temporary ones are
 * left out, as they are no facts. `ENABLE ALWAYS`, because a file may set `session_replication_role`.
 */
export const INSTALL_LOG = `
CREATE SCHEMA IF NOT EXISTS migrator;
CREATE UNLOGGED TABLE migrator.touch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  statement text, tag text, type text, identity text, object text, dropped boolean
);
GRANT USAGE ON SCHEMA migrator TO PUBLIC;
GRANT SELECT ON migrator.touch TO PUBLIC;
${noteFunction(
  'note_change',
  `SELECT command_tag, object_type, object_identity, classid, objid, objsubid, false
    FROM pg_event_trigger_ddl_commands() WHERE NOT in_extension AND schema_name IS DISTINCT FROM 'pg_temp'`,
)}
${noteFunction(
  'note_drop',
  `SELECT tg_tag, object_type, object_identity, classid, objid, objsubid, true
    FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary`,
)}
CREATE EVENT TRIGGER migrator_note_change ON ddl_command_end EXECUTE FUNCTION migrator.note_change();
CREATE EVENT TRIGGER migrator_note_drop ON sql_drop EXECUTE FUNCTION migrator.note_drop();
ALTER EVENT TRIGGER migrator_note_change ENABLE ALWAYS;
ALTER EVENT TRIGGER migrator_note_drop ENABLE ALWAYS;`;

function noteFunction(name: string, rows: string): string {
  const insert = 'INSERT INTO migrator.touch (statement, tag, type, identity, object, dropped) SELECT at';
  return `CREATE FUNCTION migrator.${name}() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $note$
DECLARE at text := nullif(current_setting('${STATEMENT_SETTING}', true), '');
BEGIN
  ${insert}, tag, type, identity, format('%s:%s:%s', class, object, sub), dropped
  FROM (${rows}) AS found (tag, type, identity, class, object, sub, dropped);
EXCEPTION WHEN others THEN
  BEGIN
    ${insert}, tg_tag, NULL, NULL, NULL, false;
  EXCEPTION WHEN others THEN NULL;
  END;
END $note$;
REVOKE EXECUTE ON FUNCTION migrator.${name}() FROM PUBLIC;`;
}

/** Reads the log of one database, each row once. */
export interface TouchLog {
  /** False where there is none, or since a file took it away. */
  readonly readable: boolean;
  /** What was touched since the last call, in which `statements` ran. */
  read(statements: readonly Statement[]): Promise<readonly Touch[]>;
}

/** Begins to read where the log stands now. */
export async function openTouchLog(session: Session, readable: boolean): Promise<TouchLog> {
  let last = '0';
  let roles: unknown;
  const names = new Map<string, string>();
  const log = { readable, read };
  await log.read([]);
  return log;

  async function read(statements: readonly Statement[]): Promise<readonly Touch[]> {
    if (!log.readable) return [];
    const found = await readRows(session, last);
    if (found === undefined) {
      log.readable = false;
      return [];
    }
    last = String(found.rows.at(-1)?.id ?? last);
    const touches = found.rows
      .map((row) => ({ ...readTouch(row), was: rename(row) }))
      .map((touch) => ({ ...touch, names: namesOfTouch(touch, statements) }))
      .filter(isOfFile);
    const moved = found.roles !== roles;
    roles = found.roles;
    return moved ? [...touches, ...touchesOfRoles(statements)] : touches;
  }

  /** The name before, when it was another one; from now on the new one counts. */
  function rename(row: Row): string | undefined {
    const object = textOf(row, 'object');
    const identity = textOf(row, 'identity');
    if (object === undefined || identity === undefined) return undefined;
    const before = names.get(object);
    names.set(object, identity);
    return before === identity || row.dropped === true ? undefined : before;
  }
}

/** No such table, no such schema or column, no right to read. */
const TAKEN_AWAY: ReadonlySet<string> = new Set(['42P01', '3F000', '42703', '42501']);

/** @returns undefined when a file took the log away. */
async function readRows(
  session: Session,
  after: string,
): Promise<{ rows: readonly Row[]; roles: unknown } | undefined> {
  try {
    const [rows = [], [state] = []] = await session.run(
      `SELECT t.id::text, statement, tag, type, identity, object, dropped
       FROM migrator.touch t WHERE t.id > ${after} ORDER BY t.id;
SELECT ${rolesStateExpression({ passwords: false })} AS roles`,
    );
    return { rows, roles: state?.roles };
  } catch (error) {
    if (error instanceof ServerError && TAKEN_AWAY.has(error.sqlstate)) return undefined;
    throw error;
  }
}

/** What the statement's text says of a touch; of what it drops or makes beside it says nothing. */
export function namesOfTouch(
  { statement, type, dropped, identity }: Omit<Touch, 'names'>,
  statements: readonly Statement[],
): readonly string[] | undefined {
  if (dropped || (type !== 'table' && identity !== undefined)) return undefined;
  const made = statements.find(({ index }) => index === statement);
  return made === undefined ? undefined : namedParts(made);
}

function readTouch(row: Row): Omit<Touch, 'was' | 'names'> {
  return {
    statement: Number(row.statement ?? -1),
    tag: textOf(row, 'tag') ?? '',
    type: textOf(row, 'type'),
    identity: textOf(row, 'identity'),
    dropped: row.dropped === true,
  };
}

/** What somebody ran in the session beside a replay belongs to no statement. */
function isOfFile({ statement }: Touch): boolean {
  return statement >= 0;
}

const ABOUT_ROLES =
  /^(Create|Alter|Drop)RoleStmt$|^AlterRoleSetStmt$|^GrantRoleStmt$|^(Drop|Reassign)OwnedStmt$/;

/** The statements that may have changed roles: those that say so, else those that run code. */
function touchesOfRoles(statements: readonly Statement[]): readonly Touch[] {
  const saying = statements.filter(({ kind }) => ABOUT_ROLES.test(kind));
  const running = statements.filter(({ kind }) => /^(Do|Call|Select)Stmt$/.test(kind));
  const suspects = [saying, running, statements].find((some) => some.length > 0) ?? [];
  return suspects.map(({ index }) => ({
    statement: index,
    tag: 'ROLE',
    type: 'role',
    identity: undefined,
    was: undefined,
    dropped: false,
    names: undefined,
  }));
}

function textOf(row: Row, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}
