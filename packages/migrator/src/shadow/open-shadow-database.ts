import { afterFileText, RESET_ROLE } from '../database/session-settings.ts';
import type { Session } from '../model/ports.ts';
import type { DefaultPrivilege, ShadowDatabase, Touch } from '../model/shadow.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { textOf } from '../sql/tree.ts';
import { SHADOW_LIMITS } from './connect.ts';
import { copyDefaultPrivileges } from './copy-default-privileges.ts';
import { cutSegments } from './cut-segments.ts';
import { describeReplayFailure } from './describe-replay-failure.ts';
import { refuseReplay } from './refuse-replay.ts';
import { runSegment } from './run-segment.ts';
import { findExtensionsForAdmin } from './sort-extensions.ts';
import { INSTALL_LOG, openTouchLog, type TouchLog } from './touch-log.ts';

/** A fresh database, as its source hands it over. */
export interface Place {
  /** As the role that files run as. */
  readonly session: Session;
  /** As a superuser; undefined where the shadow has none. */
  readonly admin: Session | undefined;
  /** SQL that makes `session` that role again, after RESET ROLE; empty where it logged in as it. */
  readonly becomeRole: string;
  /** True where the server is the target's: statements about the whole server are refused there. */
  readonly onTargetServer: boolean;
  /** Roles of a server that others use too: a file that creates one of these finds it made. */
  readonly sharedRoles: ReadonlySet<string>;
  /** Closes the sessions, drops the database, and then `roles`, which files made. */
  dispose(roles: ReadonlySet<string>): Promise<void>;
}

export interface ReplayOptions {
  /** What new objects of the target's role are open to; undefined leaves the shadow's own. */
  readonly defaultPrivileges?: readonly DefaultPrivilege[];
  /** How a migration is named in errors; its name as it is by default. */
  readonly showPath?: (name: string) => string;
}

/** Prepares a fresh database for replays. When it throws, the place is still the caller's to dispose of. */
export async function openShadowDatabase(place: Place, options: ReplayOptions): Promise<ShadowDatabase> {
  const { session } = place;
  const log = await prepare(place, options);
  const showPath = options.showPath ?? ((name: string) => name);
  const afterFile = `${RESET_ROLE} ${afterFileText(SHADOW_LIMITS)} ${place.becomeRole}`;
  const madeRoles = new Set<string>();
  let closed: Promise<void> | undefined;
  return {
    session,
    get logged() {
      return log.readable;
    },
    replay: (migration) => replay(migration, migration.statements),
    replayStatements: (migration, statements) =>
      replay(migration, [...settingsBefore(migration, statements), ...statements]),
    close() {
      closed ??= place.dispose(madeRoles);
      return closed;
    },
  };

  async function replay(migration: ParsedMigration, asked: readonly Statement[]): Promise<readonly Touch[]> {
    const statements = asked.filter((statement) => !makesOneOf(place.sharedRoles, statement));
    const path = showPath(migration.name);
    refuseReplay(migration, statements, place.onTargetServer, path);
    const needsAdmin = await findExtensionsForAdmin(session, migration, statements, path);
    const segments = cutSegments(
      statements,
      (statement) => place.admin !== undefined && needsAdmin.has(statement),
    );
    for (const role of statements.flatMap(roleOf)) madeRoles.add(role);
    for (const segment of segments) {
      const runner = segment.runs === 'admin' && place.admin !== undefined ? place.admin : session;
      const after = segment === segments.at(-1) && segment.runs !== 'admin' ? afterFile : '';
      const failure = await runSegment(runner, segment, after);
      if (failure === undefined) continue;
      await session.run(afterFile);
      throw describeReplayFailure(failure, migration, path);
    }
    if (segments.at(-1)?.runs === 'admin') await session.run(afterFile);
    return log.read(statements);
  }
}

async function prepare({ session, admin }: Place, options: ReplayOptions): Promise<TouchLog> {
  if (options.defaultPrivileges !== undefined)
    await copyDefaultPrivileges(session, options.defaultPrivileges);
  await admin?.run(INSTALL_LOG);
  return openTouchLog(session, admin !== undefined);
}

/** What the file has set before these statements: they are to run as they would in the middle of it. */
function settingsBefore(
  { statements }: ParsedMigration,
  [first]: readonly Statement[],
): readonly Statement[] {
  return statements.filter(
    ({ index, kind, text }) =>
      index < (first?.index ?? 0) &&
      (kind === 'VariableSetStmt' || (kind === 'SelectStmt' && /\bset_config\s*\(/i.test(text))),
  );
}

function makesOneOf(roles: ReadonlySet<string>, statement: Statement): boolean {
  return roleOf(statement).some((role) => roles.has(role));
}

/** The role a statement makes. */
function roleOf({ kind, tree }: Statement): readonly string[] {
  const role = kind === 'CreateRoleStmt' ? textOf(tree, 'role') : undefined;
  return role === undefined ? [] : [role];
}
