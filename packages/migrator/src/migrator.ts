import { resolve } from 'node:path';
import { openTarget } from './config/open-target.ts';
import { parseUrl } from './config/parse-url.ts';
import { type Contact, contactText, readContact } from './database/contact.ts';
import { readHistory } from './database/history.ts';
import { upgradeHistoryText } from './database/history-table.ts';
import { waitForLock } from './database/lock.ts';
import { openSession } from './database/postgres.ts';
import { openingText } from './database/session-settings.ts';
import { executeFiles } from './execute/execute-files.ts';
import { createMarker } from './execute/marker.ts';
import { prepareFiles } from './execute/prepare-files.ts';
import type { Config } from './model/config.ts';
import { MigratorError } from './model/errors.ts';
import type { Emit } from './model/event.ts';
import type { HistoryRow } from './model/history.ts';
import type { Migration } from './model/migration.ts';
import type { Plan } from './model/plan.ts';
import type { Session } from './model/ports.ts';
import type { StatusResult, UpResult } from './model/result.ts';
import { describeRun } from './plan/describe-run.ts';
import { describeStatus } from './plan/describe-status.ts';
import { pendingMigrations, planRun } from './plan/plan-run.ts';
import { displayPath } from './source/display-path.ts';
import { readMigrationFolder, readMigrationText } from './source/read-migration-folder.ts';

export interface MigratorOptions extends Partial<Omit<Config, 'directory'>> {
  /** The migrations folder; its layout is recognised. */
  readonly directory: string;
  /** `postgresql://…`; without it, and without `target`, the embedded Postgres. */
  readonly url?: string;
  /** Called with each event as it happens. What it throws is ignored: watching never changes a run. */
  readonly onEvent?: Emit;
}

export interface UpOptions {
  /** Run files that are older than the newest applied one. */
  readonly outOfOrder?: boolean;
}

export interface Migrator {
  /**
   * Applies what is pending, each file once, in order, each in a transaction of its own.
   * @returns how it ended; a migration that failed is a value, not an exception.
   * @throws {MigratorError} when it could not start (exit code 2), or a file can not be run at all (3).
   */
  up(options?: UpOptions): Promise<UpResult>;
  /** Compares folder and history; writes nothing and takes no lock. */
  status(): Promise<StatusResult>;
}

/** A migrator for one folder and one database. Nothing is opened before a method is called. */
export function createMigrator(options: MigratorOptions): Migrator {
  const config = completeConfig(options);
  const emit = shieldObserver(options.onEvent);
  return {
    up: ({ outOfOrder = false } = {}) => up(config, outOfOrder, emit),
    status: () => readStatus(config, emit),
  };
}

async function up(config: Config, outOfOrder: boolean, emit: Emit): Promise<UpResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(
    config,
    { lock: true },
    folder.migrations.length,
    emit,
    async ({ session, contact }) => {
      const decide = async (now: Contact) => {
        const history = await historyOf(session, now);
        return { contact: now, history, plan: planRun({ ...folder, history, outOfOrder }) };
      };
      const first = await decide(contact);
      // With nothing to run there is nothing to wait for.
      if (contact.locked || pendingMigrations(first.plan).length === 0)
        return execute(session, first, config, emit);
      await waitForLock(session, config.wait, (holder) => emit({ type: 'waiting', holder }));
      // Whoever held the lock has most likely done the work, and may have made the history table.
      const [rows] = await session.run(contactText({ lock: false }));
      return execute(session, await decide(readContact(rows)), config, emit);
    },
  );
}

interface Decision {
  readonly contact: Contact;
  readonly history: readonly HistoryRow[];
  readonly plan: Plan;
}

async function execute(
  session: Session,
  { contact, history, plan }: Decision,
  config: Config,
  emit: Emit,
): Promise<UpResult> {
  for (const finding of [...plan.notices, ...plan.blockers]) emit({ type: 'finding', finding });
  if (plan.blockers.length > 0) return describeRun(plan, 'blocked', 0);
  for (const step of plan.steps) {
    if (step.kind === 'skip') emit({ type: 'skipped', migration: step.migration.name });
  }
  const pending = pendingMigrations(plan);
  if (pending.length === 0) return describeRun(plan, 'completed', 0);
  refuseReadOnly(contact);
  const marker = createMarker();
  const files = await prepareFiles(pending, {
    marker,
    batch: Math.max(0, ...history.map((row) => row.batch ?? 0)) + 1,
    limits: config,
    readText: (migration: Migration) => readMigrationText(migration, config.cwd),
    showPath: (path) => displayPath(path, config.cwd),
  });
  const prefix = upgradeHistoryText(contact.historyVersion);
  const { committed, error } = await executeFiles(session, files, {
    marker,
    prefix,
    showPath: (path) => displayPath(path, config.cwd),
    emit,
  });
  return describeRun(plan, error === undefined ? 'completed' : 'failed', committed, error);
}

async function readStatus(config: Config, emit: Emit): Promise<StatusResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  return withDatabase(
    config,
    { lock: false },
    folder.migrations.length,
    emit,
    async ({ session, contact, label }) => {
      const history = await historyOf(session, contact);
      const plan = planRun({ ...folder, history, outOfOrder: false });
      return describeStatus(plan, history, { directory: folder.directory, target: label });
    },
  );
}

interface Database {
  readonly session: Session;
  readonly contact: Contact;
  readonly label: string;
}

/** Opens target and session for `work`, and closes both whatever happens. */
async function withDatabase<T>(
  config: Config,
  { lock }: { lock: boolean },
  files: number,
  emit: Emit,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { target, release } = await openTarget(config);
  try {
    emit({ type: 'found', files, directory: config.directory, target: target.label });
    const { session, opening } = await openSession(target, `${openingText(config)} ${contactText({ lock })}`);
    try {
      const contact = readContact(opening.at(-1));
      refuseOldServer(contact);
      return await work({ session, contact, label: target.label });
    } finally {
      await session.close();
    }
  } finally {
    await release();
  }
}

/** The table may have been made since first contact, by the run this one waited for. */
async function historyOf(session: Session, contact: Contact): Promise<HistoryRow[]> {
  return contact.historyVersion === 0 ? [] : readHistory(session);
}

/** Older ones have had no fixes for years, and the SQL around each file is not tried there. */
const OLDEST_SERVER = 140_000;

function refuseOldServer({ serverVersion }: Contact): void {
  if (serverVersion >= OLDEST_SERVER) return;
  throw new MigratorError('server_version', `The server is Postgres ${Math.floor(serverVersion / 10_000)}.`, {
    hint: `Postgres ${OLDEST_SERVER / 10_000} or newer is needed; Supabase runs 15 and 17.`,
  });
}

function refuseReadOnly({ readOnly }: Contact): void {
  if (!readOnly) return;
  throw new MigratorError(
    'server_read_only',
    'The database is read-only: a replica, or a project in read-only mode.',
    {
      hint: 'Point the URL to the primary.',
    },
  );
}

function completeConfig(options: MigratorOptions): Config {
  return {
    directory: resolve(options.cwd ?? process.cwd(), options.directory),
    target: options.target ?? (options.url === undefined ? undefined : parseUrl(options.url, 'The URL')),
    wait: options.wait ?? 60_000,
    lockTimeout: options.lockTimeout ?? 5_000,
    statementTimeout: options.statementTimeout ?? 0,
    cwd: options.cwd ?? process.cwd(),
  };
}

function shieldObserver(observer: Emit | undefined): Emit {
  return (event) => {
    try {
      observer?.(event);
    } catch {
      // An observer that throws must not stop a migration half way.
    }
  };
}
