import { quoteIdentifier } from '../database/quote.ts';
import { MigratorError } from '../model/errors.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow, ShadowDatabase } from '../model/shadow.ts';
import type { Target } from '../model/target.ts';
import { becomeHostedRole } from './become-hosted-role.ts';
import { claimWholeDatabase } from './claim-whole-database.ts';
import { connect } from './connect.ts';
import { giveBack } from './give-back.ts';
import { loadLocalPostgres } from './load-local-postgres.ts';
import { dropDatabase, makeDatabase, sweepDatabases } from './make-database.ts';
import { openShadowDatabase, type Place, type ReplayOptions } from './open-shadow-database.ts';
import { hasAuth, readServer, type Server } from './read-server.ts';
import { isSameServer, readServerIdentity } from './read-server-identity.ts';

export interface ServerShadowOptions extends ReplayOptions {
  /** The target's session, outside of a transaction; undefined where files are looked at by themselves. */
  readonly target: Session | undefined;
}

/**
 * Shadow databases on a server that is not ours.
 * @param kind `url`: one named for this; `target`: the target's own.
 * @throws {MigratorError} `shadow_unavailable`, `shadow_is_target`, a `connection_…` code.
 */
export async function openServerShadow(
  kind: 'url' | 'target',
  base: Target,
  { target, ...options }: ServerShadowOptions,
): Promise<Shadow> {
  const { session: scout } = await connect(base);
  const databases = new Set<ShadowDatabase>();
  try {
    const shared = kind === 'target' || (await isOnServerOf(scout, target, base));
    const baseline = target === undefined || (await hasAuth(target));
    const server = await prepareServer(scout, baseline && !shared);
    await sweepDatabases(scout, server.now);
    const makePlace = choosePlace(kind, { base, scout, server, baseline, shared });
    let closed: Promise<void> | undefined;
    return {
      oneAtATime: usesWholeDatabase(kind, server),
      async open({ logged = true } = {}) {
        const place = await makePlace();
        try {
          const database = await openShadowDatabase(place, { ...options, logged });
          databases.add(database);
          return database;
        } catch (error) {
          await place.dispose(new Set());
          throw error;
        }
      },
      close() {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await scout.close();
    throw error;
  }

  async function close(): Promise<void> {
    await giveBack([...[...databases].map((database) => () => database.close()), () => scout.close()]);
  }
}

/** @throws {MigratorError} `shadow_is_target`. */
async function isOnServerOf(scout: Session, target: Session | undefined, base: Target): Promise<boolean> {
  if (target === undefined) return false;
  const [ours, theirs] = [await readServerIdentity(scout), await readServerIdentity(target)];
  if (!isSameServer(ours, theirs)) return false;
  if (ours.database !== theirs.database) return true;
  throw new MigratorError('shadow_is_target', `${base.origin} leads to the target itself.`, {
    hint: `Everything in a shadow is thrown away. Point ${base.origin} to another database, or unset it to use the embedded shadow.`,
  });
}

/** Makes Supabase's roles on a server of its own that lacks them. */
async function prepareServer(scout: Session, mayMakeRoles: boolean): Promise<Server> {
  const server = await readServer(scout);
  if (!mayMakeRoles || !server.superuser || server.roles.has('supabase_auth_admin')) return server;
  const { supabaseBaselineSql } = await loadLocalPostgres();
  await scout.run(await supabaseBaselineSql({ part: 'roles' }));
  return readServer(scout);
}

interface Choice {
  readonly base: Target;
  readonly scout: Session;
  readonly server: Server;
  readonly baseline: boolean;
  readonly shared: boolean;
}

/**
 * A stack of the Supabase CLI has what no baseline of ours brings, so its empty database is the better shadow; elsewhere
 * a database of its own is, where the role may make one.
 */
function choosePlace(kind: 'url' | 'target', choice: Choice): () => Promise<Place> {
  const { base, server } = choice;
  if (usesWholeDatabase(kind, server)) return () => claimWholeDatabase(choice);
  if (server.createsDatabases) return () => makePlace(kind, choice);
  throw new MigratorError(
    'shadow_unavailable',
    `Role "${server.user}" may not create databases at ${base.label}.`,
    {
      hint: 'Use the embedded shadow, or set SHADOW_DATABASE_URL.',
    },
  );
}

function usesWholeDatabase(kind: 'url' | 'target', server: Server): boolean {
  return kind === 'url' && (server.isStack || !server.createsDatabases);
}

async function makePlace(
  kind: 'url' | 'target',
  { base, scout, server, baseline, shared }: Choice,
): Promise<Place> {
  const target = await makeDatabase({ base, scout, server, baseline });
  const sessions: Session[] = [];
  const dispose = (roles: ReadonlySet<string>) =>
    giveBack([
      ...sessions.map((session) => () => session.close()),
      () => dropDatabase(scout, target.database),
      // A role that others have come to use in the meantime stays.
      ...[...roles].map((role) => () => scout.run(`DROP ROLE IF EXISTS ${quoteIdentifier(role)}`)),
    ]);
  try {
    // On the target's server files run as whoever `up` runs as.
    const becomeRole =
      kind === 'url' && server.superuser && server.hasHostedRole ? await becomeHostedRole(scout) : '';
    const { session } = await connect(target, becomeRole);
    sessions.push(session);
    const admin = server.superuser ? (await connect(target)).session : undefined;
    if (admin !== undefined) sessions.push(admin);
    return { session, admin, target, becomeRole, onTargetServer: shared, sharedRoles: server.roles, dispose };
  } catch (error) {
    await dispose(new Set());
    throw error;
  }
}
