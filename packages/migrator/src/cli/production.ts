import { isEmbedded } from '../config/open-target.ts';
import { createMigrator, type Migrator } from '../migrator.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Target } from '../model/target.ts';
import type { Reporter } from '../report/reporter.ts';
import type { GlobalFlags, Io } from './context.ts';

export interface ProductionFlags extends GlobalFlags {
  readonly production?: boolean;
  readonly yes?: boolean;
}

/**
 * What a production database has to be: named by the environment of this process, not the embedded one, and encrypted
 * unless the connection never leaves this machine (a tunnel ends here).
 * @throws {MigratorError} `production_refused`.
 */
export async function refuseUnlikeProduction({ target }: Config, flags: ProductionFlags): Promise<Target> {
  const refuse = (message: string, hint: string) =>
    new MigratorError('production_refused', message, { hint });
  if (flags.envFile !== undefined) {
    throw refuse(
      '--production takes no --env-file.',
      'Set DATABASE_URL (or DIRECT_URL) in the environment of this command.',
    );
  }
  if (target === undefined) {
    throw refuse(
      'No database is named: with --production no .env file is read, and the embedded Postgres is not meant.',
      'Set DATABASE_URL (or DIRECT_URL) in the environment of this command.',
    );
  }
  if (await isEmbedded(target)) {
    throw refuse(
      `${target.origin} leads to the embedded Postgres of this workspace.`,
      'Name the production database, or leave out --production.',
    );
  }
  if (target.kind === 'remote' && target.tls.mode === 'off') {
    throw refuse(
      `${target.origin} asks for a connection to ${target.label} without encryption.`,
      'Take sslmode=disable out of it.',
    );
  }
  return target;
}

/**
 * Shows what would happen, and asks. What stands against it is told before anything runs.
 * @returns the exit code where it ends here; undefined where it may go on.
 */
export async function confirmProduction(
  { io, flags, reporter }: { io: Io; flags: ProductionFlags; reporter: Reporter },
  config: Config,
  target: Target,
  outOfOrder: boolean,
): Promise<number | undefined> {
  const plan = await createMigrator(config).plan({ outOfOrder });
  if (plan.outcome !== 'ready' || plan.migrations.length > 0) reporter.result('plan', plan);
  if (plan.outcome === 'blocked') return 1;
  if (plan.outcome === 'refused') return 3;
  if (plan.migrations.length === 0 || flags.yes === true || io.env.CI) return undefined;
  if (io.type === undefined || flags.json === true) {
    throw new MigratorError('not_confirmed', 'Nobody is here to confirm this.', {
      hint: 'Nothing has run. Look at the plan above, and give --yes.',
    });
  }
  const typed = await io.type(`This runs on ${target.label}. Type its host name to go on:`);
  if (typed.trim() === target.host) return undefined;
  throw new MigratorError('not_confirmed', `That is not ${target.host}: nothing has run.`, {
    hint: 'Run it again, and type the host as it stands in the plan.',
  });
}

/** The proof at the end: sign-ups work. @returns the exit code. */
export async function verifyProduction(migrator: Migrator, reporter: Reporter): Promise<number> {
  const result = await migrator.verifyTriggers();
  reporter.result('verify-triggers', result);
  return result.clean ? 0 : 1;
}
