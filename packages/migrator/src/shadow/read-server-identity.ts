import { ServerError, type Session } from '../model/ports.ts';

/** What tells one database from every other, whatever address leads to it. */
export interface ServerIdentity {
  readonly database: string;
  /** When the server started, to the microsecond, in seconds since 1970. */
  readonly started: string;
  /** Number the cluster got from initdb; undefined where this role may not see it. Copies of a cluster share it. */
  readonly system: string | undefined;
}

/** Asks in two messages, since the second may be refused. */
export async function readServerIdentity(session: Session): Promise<ServerIdentity> {
  const [rows] = await session.run(
    `SELECT pg_catalog.current_database()::text AS database,
       pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())::text AS started`,
  );
  return {
    database: String(rows?.[0]?.database),
    started: String(rows?.[0]?.started),
    system: await readSystem(session),
  };
}

async function readSystem(session: Session): Promise<string | undefined> {
  try {
    const [rows] = await session.run('SELECT system_identifier::text FROM pg_catalog.pg_control_system()');
    return String(rows?.[0]?.system_identifier);
  } catch (error) {
    if (error instanceof ServerError) return undefined;
    throw error;
  }
}

/** Addresses say nothing: poolers, tunnels and host names hide them. No two servers start in the same microsecond. */
export function isSameServer(one: ServerIdentity, other: ServerIdentity): boolean {
  const differ = one.system !== undefined && other.system !== undefined && one.system !== other.system;
  return one.started === other.started && !differ;
}
