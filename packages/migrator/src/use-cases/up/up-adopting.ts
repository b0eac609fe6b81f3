import { executeDecided } from '../../adopt/execute/execute-decided.ts';
import { isGone } from '../../database/sqlstates.ts';
import type { ExecuteOptions } from '../../execute/execute-files.ts';
import { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { AdoptingResult, MigrationResult } from '../../model/result.ts';
import { type AdoptionRun, withAdoption } from '../../open/with-adoption.ts';

export interface UpAdoptingRun extends AdoptionRun {
  readonly emit: Emit;
  /** Version of the history table; 0 when there is none. */
  readonly historyVersion: number;
  readonly batch: number;
  readonly watch: ExecuteOptions['watch'];
  /** Why a file could not run on the target, where one was tried. */
  readonly failure?: MigratorError;
}

/**
 * Brings a database that somebody else has worked on to where the files say: looks, runs what is missing, proves, and
 * records. `fails_anywhere`: the file that failed fails in the same way after its own past, so the target is not why.
 */
export async function upAdopting(run: UpAdoptingRun): Promise<AdoptingResult | 'fails_anywhere'> {
  const { session, config, emit, judged, failure } = run;
  const announce = () => emit({ type: 'adopting', migrations: judged.length });
  // What is not there may be misspelled: whether the target is meant shows after the replay.
  const mayBeWrong = isGone(failure?.details.sqlstate ?? '');
  if (!mayBeWrong) announce();
  const adoption = withAdoption(run, async (decided): Promise<AdoptingResult> => {
    if (mayBeWrong) announce();
    if (decided.findings.some(({ severity }) => severity === 'blocker')) {
      const migrations = judged.map(({ name }): MigrationResult => ({ name, result: 'not_run' }));
      return { migrations, findings: decided.findings };
    }
    const options = {
      session,
      batch: run.batch,
      limits: config,
      historyVersion: run.historyVersion,
      watch: run.watch,
    };
    await executeDecided(decided, options, emit);
    const migrations = decided.files.map(({ migration, outcome }): MigrationResult => {
      const told = outcome === 'adopted' || outcome === 'completed' ? outcome : 'applied';
      return { name: migration.name, result: told };
    });
    return { migrations, findings: decided.findings };
  });
  return adoption.catch((error: unknown) => {
    if (failure !== undefined && isSameFailure(error, failure)) return 'fails_anywhere';
    throw error;
  });
}

function isSameFailure(error: unknown, { details }: MigratorError): boolean {
  return (
    error instanceof MigratorError &&
    error.code === 'shadow_replay_failed' &&
    error.details.migration === details.migration &&
    error.details.sqlstate === details.sqlstate &&
    error.details.at?.line === details.at?.line
  );
}
