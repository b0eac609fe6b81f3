import { quoteIdentifier } from '../database/quote.ts';
import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { DefaultPrivilege } from '../model/shadow.ts';
import type { Target } from '../model/target.ts';
import { becomeHostedRole } from './become-hosted-role.ts';
import { cleanDatabase, DROP_NOTE, hasNote, NOTE_OBJECTS, readObjects } from './clean-database.ts';
import { connect } from './connect.ts';
import { copyDefaultPrivileges } from './copy-default-privileges.ts';
import { giveBack } from './give-back.ts';
import { notShaped } from './make-database.ts';
import type { Place } from './open-shadow-database.ts';
import { putBaseline } from './put-baseline.ts';
import { readDefaultPrivileges } from './read-default-privileges.ts';
import { hasAuth, type Server } from './read-server.ts';

/** Any number that is always the same one. */
const LOCK_ID = 7_201_448;

export interface WholeOptions {
  readonly base: Target;
  readonly server: Server;
  /** Whether Supabase's baseline is to be put in where the database lacks it. */
  readonly baseline: boolean;
  /** Whether the target is on the same server. */
  readonly shared: boolean;
}

/**
 * The database that a URL names, as a shadow: where it is empty but for what Supabase brings. It is cleaned afterwards;
 * what a killed run left is not, since it might be somebody's. One shadow database at a time.
 * @throws {MigratorError} `shadow_unavailable` when somebody uses it, or it holds anything.
 */
export async function claimWholeDatabase({ base, server, baseline, shared }: WholeOptions): Promise<Place> {
  const { session: owner, opening } = await connect(
    base,
    `SELECT pg_catalog.pg_try_advisory_lock(${LOCK_ID}) AS claimed`,
  );
  if (opening.at(-1)?.[0]?.claimed !== true) {
    await owner.close();
    throw inUse(base);
  }
  const sessions = [owner];
  let dispose: Place['dispose'] = () => giveBack(sessions.map((session) => () => session.close()));
  try {
    const objects = await readObjects(owner);
    const killed = await hasNote(owner);
    if (objects.length > 0) throw notEmpty(base, objects, killed);
    if (killed) await owner.run(DROP_NOTE);
    const becomeRole = server.superuser && server.hasHostedRole ? await becomeHostedRole(owner) : '';
    const { session } = await connect(base, becomeRole);
    sessions.push(session);
    dispose = await prepare({ owner, session, base, becomeRole });
    if (baseline && !(await hasAuth(owner))) await putBaseline(owner, server.superuser);
    return {
      session,
      admin: server.superuser ? owner : undefined,
      target: base,
      becomeRole,
      onTargetServer: shared,
      sharedRoles: server.roles,
      dispose,
    };
  } catch (error) {
    await dispose(new Set());
    throw error instanceof ServerError ? notShaped(error, base) : error;
  }
}

interface Claim {
  readonly owner: Session;
  readonly session: Session;
  readonly base: Target;
  readonly becomeRole: string;
}

/** Notes what is there. @returns what puts it back. */
async function prepare({ owner, session, base, becomeRole }: Claim): Promise<Place['dispose']> {
  const privileges = await readDefaultPrivileges(session);
  await owner.run(NOTE_OBJECTS);
  return (roles) =>
    giveBack([
      () => session.close(),
      () => cleanDatabase(owner),
      () => restorePrivileges({ base, becomeRole }, privileges),
      ...[...roles].map((role) => () => owner.run(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`)),
      () => owner.close(),
    ]);
}

/** In a new session: the files may have left theirs in any state. */
async function restorePrivileges(
  { base, becomeRole }: Pick<Claim, 'base' | 'becomeRole'>,
  privileges: readonly DefaultPrivilege[],
): Promise<void> {
  const { session } = await connect(base, becomeRole);
  await giveBack([() => copyDefaultPrivileges(session, privileges), () => session.close()]);
}

function inUse(base: Target): MigratorError {
  return new MigratorError('shadow_unavailable', `Another run uses ${base.label} as its shadow.`, {
    hint: 'Wait for it to end: a database is the shadow of one run at a time.',
  });
}

function notEmpty(base: Target, objects: readonly string[], killed: boolean): MigratorError {
  const shown = objects.slice(0, 5).join(', ') + (objects.length > 5 ? ', …' : '');
  return new MigratorError(
    'shadow_unavailable',
    `${base.label} cannot be the shadow: it holds something already (${shown}).`,
    {
      hint: killed
        ? 'A run that was killed left it, unless somebody has used the database since: look, then drop it by hand.'
        : `Everything in a shadow is thrown away. Point ${base.origin} to an empty database, or give its role CREATEDB.`,
    },
  );
}
