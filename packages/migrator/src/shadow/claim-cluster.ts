import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { connect } from './connect.ts';
import { giveBack } from './give-back.ts';
import { type LocalServer, loadLocalPostgres } from './load-local-postgres.ts';
import { resetRolesText } from './reset-roles.ts';
import { rolesStateExpression } from './roles-state.ts';

/** An embedded cluster that nobody else uses while we do. */
export interface Cluster {
  /** A database from the Supabase-shaped template. */
  createDatabase(): Promise<ClusterDatabase>;
  /** Whether the next database would find the roles as they were at first: puts them back where no database is open. */
  isClean(): Promise<boolean>;
  release(): Promise<void>;
}

export interface ClusterDatabase {
  targetAs(role: 'postgres' | 'supabase_admin'): Target;
  drop(): Promise<void>;
}

/** More runs than these at the same time are a sign of something else. */
const MOST = 16;

/** Any number that is always the same one: the database the lock is taken in holds nothing else. */
const LOCK_ID = 7_201_447;

/** Databases of ours; in a cluster that is claimed, those found are leftovers of runs that were killed. */
const NAME = 'groundwork_shadow_';

/**
 * Roles belong to a whole cluster, so two replays at once would see each other's: each run takes a cluster for itself,
 * the first of `directory`, `directory-2`, … that nobody has. The claim is a lock held by a connection, so it ends with
 * the process, however that ends.
 * @throws {MigratorError} `shadow_unavailable`.
 */
export async function claimCluster(directory: string): Promise<Cluster> {
  for (let number = 1; number <= MOST; number += 1) {
    const cluster = await tryCluster(number === 1 ? directory : `${directory}-${number}`);
    if (cluster !== undefined) return cluster;
  }
  throw new MigratorError(
    'shadow_unavailable',
    `All ${MOST} embedded shadows below ${directory} are in use.`,
    {
      hint: 'Wait for the other runs. If there are none, remove these folders: they hold nothing that is kept.',
    },
  );
}

async function tryCluster(directory: string): Promise<Cluster | undefined> {
  const server = await startServer(directory);
  let admin: Session | undefined;
  try {
    const { session, opening } = await connect(
      targetOf(server, 'postgres', 'supabase_admin'),
      `SELECT pg_catalog.pg_try_advisory_lock(${LOCK_ID}) AS claimed`,
    );
    admin = session;
    if (opening.at(-1)?.[0]?.claimed === true) return await prepareCluster(server, admin);
  } catch (error) {
    // Roles that cannot be put back spoil a cluster, not the run.
    if (!(error instanceof ServerError)) {
      await admin?.close();
      await server.release();
      throw error;
    }
  }
  await admin?.close();
  await server.release();
  return undefined;
}

async function startServer(directory: string): Promise<LocalServer> {
  const { ensureServer } = await loadLocalPostgres();
  try {
    return await ensureServer({ directory });
  } catch (error) {
    throw new MigratorError('shadow_unavailable', messageOf(error), {
      hint: 'Set SHADOW_DATABASE_URL to a Postgres of your own that may be written to.',
      cause: error,
    });
  }
}

async function prepareCluster(server: LocalServer, admin: Session): Promise<Cluster> {
  const { supabaseBaselineSql } = await loadLocalPostgres();
  const password = new URL(server.url()).password;
  const resetText = resetRolesText(await supabaseBaselineSql({ part: 'roles', password }));
  const open = new Set<string>();
  let made = 0;

  const readRoles = async () => {
    const [rows] = await admin.run(`SELECT ${rolesStateExpression({ passwords: false })} AS roles`);
    return rows?.[0]?.roles;
  };
  const [leftovers = []] = await admin.run(
    `SELECT datname::text AS name FROM pg_catalog.pg_database WHERE datname LIKE '${NAME.replaceAll('_', '\\_')}%'`,
  );
  for (const { name } of leftovers) await server.dropDatabase(String(name));
  await admin.run(resetText);
  const clean = await readRoles();

  return {
    async createDatabase() {
      made += 1;
      const name = `${NAME}${process.pid}_${made}`;
      await server.createDatabase(name);
      open.add(name);
      return {
        targetAs: (role) => targetOf(server, name, role),
        async drop() {
          await server.dropDatabase(name);
          open.delete(name);
        },
      };
    },
    async isClean() {
      if ((await readRoles()) === clean) return true;
      if (open.size > 0) return false;
      await admin.run(resetText);
      return (await readRoles()) === clean;
    },
    release: () =>
      giveBack([
        ...[...open].map((name) => () => server.dropDatabase(name)),
        () => admin.close(),
        () => server.release(),
      ]),
  };
}

function targetOf(server: LocalServer, database: string, user: 'postgres' | 'supabase_admin'): Target {
  return {
    kind: 'embedded',
    host: '127.0.0.1',
    port: server.port,
    database,
    user,
    password: new URL(server.url()).password,
    tls: { mode: 'off' },
    label: 'the embedded shadow',
    origin: 'the embedded shadow',
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
