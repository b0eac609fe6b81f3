import { existingGuardText, objectsExist } from '../../adopt/existing-guard.ts';
import type { Contact } from '../../database/contact.ts';
import { HISTORY_UPGRADES, upgradeHistoryText } from '../../database/history-table.ts';
import { refuseReadOnly } from '../../database/refuse-server.ts';
import { isGone, SQLSTATE } from '../../database/sqlstates.ts';
import { executeFiles } from '../../execute/execute-files.ts';
import { createMarker } from '../../execute/marker.ts';
import { prepareFiles } from '../../execute/prepare-files.ts';
import type { Config } from '../../model/config.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { HistoryRow } from '../../model/history.ts';
import type { Plan } from '../../model/plan.ts';
import type { UpResult } from '../../model/result.ts';
import type { Database } from '../../open/with-database.ts';
import { describeAdoptingRun, describeRun } from '../../plan/describe-run.ts';
import { nextBatch, pendingMigrations } from '../../plan/plan-run.ts';
import { parseFile } from '../../source/parse-file.ts';
import { createdNames } from '../../sql/created-names.ts';

/** What a run found, under the lock where there is something to do. */
export interface Decision {
  readonly contact: Contact;
  readonly history: readonly HistoryRow[];
  readonly plan: Plan;
}

/**
 * Runs what a plan has pending. Where nothing is recorded although objects of the files are there, or a file meets what
 * is there already, the run adopts.
 */
export async function runPending(
  { session, target, watch }: Pick<Database, 'session' | 'target' | 'watch'>,
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

  const batch = nextBatch(history);
  const watchRun = { pid: contact.pid, open: watch };
  const adopt = async (committed: number, historyVersion: number, failure?: MigratorError) => {
    // Loaded only here: comparing catalogs is heavy, and most runs never do.
    const { upAdopting } = await import('./up-adopting.ts');
    const recorded = plan.steps.flatMap((step) => (step.kind === 'skip' ? [step.migration] : []));
    const adopted = await upAdopting({
      session,
      target,
      historyVersion,
      config,
      emit,
      past: [...recorded, ...pending.slice(0, committed)],
      judged: pending.slice(committed),
      batch,
      watch: watchRun,
      ...(failure === undefined ? {} : { failure }),
    });
    if (adopted === 'fails_anywhere') return describeRun(plan, 'failed', committed, failure);
    return describeAdoptingRun(plan, committed, adopted);
  };

  const marker = createMarker();
  const unfinished = new Map(
    plan.steps.flatMap((step) => (step.kind === 'resume' ? [[step.migration.name, step.row] as const] : [])),
  );
  const names: ReturnType<typeof createdNames> = [];
  const prepare = () =>
    prepareFiles(pending, {
      marker,
      batch,
      limits: config,
      parse: (migration) => parseFile(migration, config.cwd),
      unfinished,
      inspect: (parsed) => names.push(...createdNames([parsed])),
    });
  const files = await prepare().catch(async (error: unknown) => {
    // What can not run at all may be in effect, and then it need not.
    const refused = error instanceof MigratorError && NOT_RUNNABLE.has(error.code);
    if (!refused || history.length > 0 || !(await objectsExist(session, names))) throw error;
    return undefined;
  });
  if (files === undefined) return adopt(0, contact.historyVersion);
  const guard = history.length === 0 ? existingGuardText(names) : '';
  const prefix = guard + upgradeHistoryText(contact.historyVersion);
  const executed = await executeFiles(session, files, {
    marker,
    prefix,
    limits: config,
    emit,
    watch: watchRun,
    signal: config.signal,
  });
  const { committed, error, inProgress = false } = executed;
  // What is recorded in part is not judged as a whole.
  const adoptable = !inProgress && pending.slice(committed).every(({ name }) => !unfinished.has(name));
  if (error !== undefined && adoptable && meetsWhatIsThere(error)) {
    // The guard stops the message before the history table is made; a file that failed comes after it.
    const guarded = error.details.sqlstate === SQLSTATE.objectsExist;
    return adopt(committed, guarded ? contact.historyVersion : HISTORY_UPGRADES.length, error);
  }
  return describeRun(plan, error === undefined ? 'completed' : 'failed', committed, error);
}

/** Refusals of statements for what they are, not for how they are written. */
const NOT_RUNNABLE: ReadonlySet<string> = new Set(['sql_not_in_transaction', 'sql_transaction_control']);

/** The database is not where the file expects it: it makes what is there, or drops or renames what is gone. */
function meetsWhatIsThere(error: MigratorError): boolean {
  if (error.code === 'already_exists' || error.details.sqlstate === SQLSTATE.objectsExist) return true;
  const line = error.details.at?.source ?? '';
  return isGone(error.details.sqlstate ?? '') && /\b(drop|rename|alter)\b/i.test(line);
}
