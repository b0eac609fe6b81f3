import { afterFileText, RESET_ROLE } from '../database/session-settings.ts';
import type { Session } from '../model/ports.ts';
import type { DefaultPrivilege, ShadowDatabase, Touch } from '../model/shadow.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import type { Target } from '../model/target.ts';
import { cutSegments } from '../plan/cut-segments.ts';
import { settingsBefore } from '../plan/settings-before.ts';
import { textOf } from '../sql/tree.ts';
import { SHADOW_LIMITS } from './connect.ts';
import { copyDefaultPrivileges } from './copy-default-privileges.ts';
import { describeReplayFailure } from './describe-replay-failure.ts';
import { refuseReplay } from './refuse-replay.ts';
import { runSegment } from './run-segment.ts';
import { sortExtensions } from './sort-extensions.ts';
import { INSTALL_LOG, openTouchLog, type TouchLog } from './touch-log.ts';

/** A fresh database, as its source hands it over. */
export interface Place {
  /** As the role that files run as. */
  readonly session: Session;
  /** As a superuser; undefined where the shadow has none. */
  readonly admin: Session | undefined;
  /** Where `session` is connected. */
  readonly target: Target;
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
  /** False: nothing of ours is put into it, and touches are not known. */
  readonly logged?: boolean;
  /** Leave out what creates an extension that can not be had here, instead of failing. */
  readonly passMissingExtensions?: boolean;
}

/** Prepares a fresh database for replays. When it throws, the place is still the caller's to dispose of. */
export async function openShadowDatabase(place: Place, options: ReplayOptions): Promise<ShadowDatabase> {
  const { session } = place;
  const log = await prepare(place, options);
  const afterFile = `${RESET_ROLE} ${afterFileText(SHADOW_LIMITS)} ${place.becomeRole}`;
  const madeRoles = new Set<string>();
  const missing = new Set<string>();
  let closed: Promise<void> | undefined;
  return {
    session,
    target: place.target,
    missing,
    get logged() {
      return log.readable;
    },
    replay: (migration) => replay(migration, migration.statements),
    replayStatements: (migration, statements) =>
      replay(migration, [...settingsBefore(migration.statements, statements[0]), ...statements]),
    close() {
      closed ??= place.dispose(madeRoles);
      return closed;
    },
  };

  async function replay(migration: ParsedMigration, asked: readonly Statement[]): Promise<readonly Touch[]> {
    const wanted = asked.filter((statement) => !makesOneOf(place.sharedRoles, statement));
    refuseReplay(migration, wanted, place.onTargetServer);
    const passMissing = options.passMissingExtensions === true;
    const extensions = await sortExtensions(session, migration, wanted, passMissing);
    for (const name of extensions.missing.values()) missing.add(name);
    const statements = wanted.filter((statement) => !extensions.missing.has(statement));
    // Alone, as the superuser who creates extensions for everybody on Supabase.
    const isForAdmin = (statement: Statement | undefined) =>
      place.admin !== undefined && statement !== undefined && extensions.forAdmin.has(statement);
    const segments = cutSegments(statements, { directives: migration.directives, isAlone: isForAdmin });
    for (const role of statements.flatMap(roleOf)) madeRoles.add(role);
    for (const segment of segments) {
      const forAdmin = isForAdmin(segment.statements[0]);
      const runner = forAdmin && place.admin !== undefined ? place.admin : session;
      const after = segment === segments.at(-1) && !forAdmin ? afterFile : '';
      const failure = await runSegment(runner, segment, after);
      if (failure === undefined) continue;
      await session.run(afterFile);
      throw describeReplayFailure(failure, migration);
    }
    if (isForAdmin(segments.at(-1)?.statements[0])) await session.run(afterFile);
    return log.read(statements);
  }
}

async function prepare({ session, admin }: Place, options: ReplayOptions): Promise<TouchLog> {
  const log = options.logged === false ? undefined : admin;
  if (options.defaultPrivileges !== undefined)
    await copyDefaultPrivileges(session, options.defaultPrivileges);
  await log?.run(INSTALL_LOG);
  return openTouchLog(session, log !== undefined);
}

function makesOneOf(roles: ReadonlySet<string>, statement: Statement): boolean {
  return roleOf(statement).some((role) => roles.has(role));
}

/** The role a statement makes. */
function roleOf({ kind, tree }: Statement): readonly string[] {
  const role = kind === 'CreateRoleStmt' ? textOf(tree, 'role') : undefined;
  return role === undefined ? [] : [role];
}
