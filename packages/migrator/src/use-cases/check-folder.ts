import { checkBranches } from '../check/check-branches.ts';
import { checkHazards } from '../check/check-hazards.ts';
import { checkHistory } from '../check/check-history.ts';
import { checkIdempotent } from '../check/check-idempotent.ts';
import type { CheckPart, CheckWork, HistoryReading } from '../check/check-part.ts';
import { checkPush } from '../check/check-push.ts';
import { checkReplay } from '../check/check-replay.ts';
import { checkSchema } from '../check/check-schema.ts';
import { checkUndo } from '../check/check-undo.ts';
import { openCheckWork } from '../check/open-check-work.ts';
import { notDone } from '../check/verdicts.ts';
import { historyOf } from '../database/history-of.ts';
import {
  CHECK_PARTS,
  type CheckedPart,
  type CheckOptions,
  type CheckPartName,
  type CheckResult,
} from '../model/check.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { MigrationFolder } from '../model/migration.ts';
import { withDatabase } from '../open/with-database.ts';
import { planRun } from '../plan/plan-run.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

const PARTS: { readonly [Name in CheckPartName]: CheckPart } = {
  replay: checkReplay,
  schema: checkSchema,
  idempotent: checkIdempotent,
  push: checkPush,
  history: checkHistory,
  hazards: checkHazards,
  undo: checkUndo,
  branches: checkBranches,
};

/**
 * Everything a pull request should know about its migrations, on a shadow. Writes nothing but throw-away databases and
 * folders. Parts run beside one another and are told in order.
 * @throws {MigratorError} when the folder can not be read; what keeps one part from being done is told with the part.
 */
export async function checkFolder(config: Config, options: CheckOptions, emit: Emit): Promise<CheckResult> {
  const began = Date.now();
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const wanted = CHECK_PARTS.filter((name) => options.parts?.includes(name) ?? true);
  const work = openCheckWork(config, folder, {
    against: options.against,
    runsTwice: wanted.includes('idempotent'),
    readHistory: () => readHistory(config, folder),
  });
  try {
    const running = wanted.map((name) => runPart(PARTS[name], work));
    // A part that breaks is met where it is told; until then it is nobody's unhandled rejection.
    for (const each of running) each.catch(() => {});
    const parts: CheckedPart[] = [];
    for (const each of running) {
      const part = await each;
      emit({ type: 'checked', part });
      parts.push(part);
    }
    return { directory: folder.directory, outcome: outcomeOf(parts), parts, durationMs: Date.now() - began };
  } finally {
    await work.close();
  }
}

async function runPart({ name, check }: CheckPart, work: CheckWork): Promise<CheckedPart> {
  const began = Date.now();
  const verdict = await check(work).catch((error: unknown) => {
    if (error instanceof MigratorError) return notDone(error);
    throw error;
  });
  const { ownMs = Date.now() - began, ...told } = verdict;
  return { name, ...told, durationMs: ownMs };
}

async function readHistory(config: Config, folder: MigrationFolder): Promise<HistoryReading> {
  return withDatabase(
    config,
    { lock: false, folder, emit: () => {} },
    async ({ session, contact, target }) => {
      const history = await historyOf(session, contact, folder.migrations);
      const plan = planRun({ ...folder, history, oldHistory: contact.oldHistory, outOfOrder: false });
      return {
        target: target.label,
        isRemote: target.kind === 'remote',
        findings: [...plan.blockers, ...plan.notices],
        recorded: history.map(({ filename }) => filename),
      };
    },
  );
}

function outcomeOf(parts: readonly CheckedPart[]): CheckResult['outcome'] {
  if (parts.some(({ outcome }) => outcome === 'not_done')) return 'incomplete';
  return parts.some(({ outcome }) => outcome === 'failed') ? 'findings' : 'clean';
}
