import { randomBytes } from 'node:crypto';
import { quoteIdentifier } from '../database/quote.ts';
import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { connect } from './connect.ts';
import { putBaseline } from './put-baseline.ts';
import type { Server } from './read-server.ts';

/** Seconds a database of ours may have no connection before it counts as left by a run that was killed. */
const GRACE = 60;

/** The name tells when it was made, by the server's clock: runs from several machines may meet here. */
const NAME = /^groundwork_shadow_(\d+)_[0-9a-f]{12}$/;

export interface MakeOptions {
  /** Any database of the server, and the role to work as. */
  readonly base: Target;
  /** A session there. */
  readonly scout: Session;
  readonly server: Server;
  /** Whether Supabase's baseline is to be put in. */
  readonly baseline: boolean;
}

/**
 * Makes a database on a server that is not ours, shaped like Supabase.
 * @throws {MigratorError} `shadow_unavailable`.
 */
export async function makeDatabase({ base, scout, server, baseline }: MakeOptions): Promise<Target> {
  const name = `groundwork_shadow_${server.now}_${randomBytes(6).toString('hex')}`;
  const template = server.hasTemplate && baseline ? 'supabase_template' : 'template0';
  const owner = server.superuser && server.hasHostedRole ? ' OWNER postgres' : '';
  const target = { ...base, database: name, label: `${base.host}:${base.port}/${name}` };
  try {
    await scout.run(`CREATE DATABASE ${name} TEMPLATE ${template}${owner}`);
    if (baseline && !server.hasTemplate) await putBaselineInto(target, server.superuser);
  } catch (error) {
    await dropDatabase(scout, name);
    throw error instanceof ServerError ? notShaped(error, base) : error;
  }
  return target;
}

export async function dropDatabase(scout: Session, name: string): Promise<void> {
  await scout.run(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
}

/** Drops what killed runs left. What another role owns, or somebody works in, stays. */
export async function sweepDatabases(scout: Session, now: number): Promise<void> {
  const [rows = []] = await scout.run(
    `SELECT datname::text AS name FROM pg_catalog.pg_database d WHERE datname LIKE 'groundwork\\_shadow\\_%'
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)`,
  );
  for (const name of rows.map((row) => String(row.name))) {
    const made = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    if (!(now - made > GRACE)) continue;
    try {
      await scout.run(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)}`);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
    }
  }
}

async function putBaselineInto(target: Target, superuser: boolean): Promise<void> {
  const { session } = await connect(target);
  try {
    await putBaseline(session, superuser);
  } finally {
    await session.close();
  }
}

/** The server refused what makes a shadow of a database. */
export function notShaped(error: ServerError, base: Target): MigratorError {
  return new MigratorError(
    'shadow_unavailable',
    `No database shaped like Supabase could be made at ${base.host}:${base.port}: ${error.message}.`,
    {
      sqlstate: error.sqlstate,
      hint: 'Use the embedded shadow, or set SHADOW_DATABASE_URL to a server where the role is a superuser.',
      cause: error,
    },
  );
}
