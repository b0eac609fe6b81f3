import { executeDecided } from '../../adopt/execute/execute-decided.ts';
import { upgradeHistoryStatements } from '../../database/history-table.ts';
import type { ExecuteOptions } from '../../execute/execute-files.ts';
import { createMarker } from '../../execute/marker.ts';
import type { Emit } from '../../model/event.ts';
import type { AdoptingResult, MigrationResult } from '../../model/result.ts';
import { type AdoptionRun, withAdoption } from '../../open/with-adoption.ts';
import { displayPath } from '../../source/display-path.ts';

export interface UpAdoptingRun extends AdoptionRun {
  readonly emit: Emit;
  /** Version of the history table; 0 when there is none. */
  readonly historyVersion: number;
  readonly batch: number;
  readonly watch: ExecuteOptions['watch'];
}

/**
 * Brings a database that somebody else has worked on to where the files say: looks, runs what is missing, proves, and
 * records.
 */
export async function upAdopting(run: UpAdoptingRun): Promise<AdoptingResult> {
  const { session, config, emit, judged } = run;
  const showPath = (path: string) => displayPath(path, config.cwd);
  emit({ type: 'adopting', migrations: judged.length });
  return withAdoption(run, async (decided) => {
    if (decided.findings.some(({ severity }) => severity === 'blocker')) {
      const migrations = judged.map(({ name }): MigrationResult => ({ name, result: 'not_run' }));
      return { migrations, findings: decided.findings };
    }
    const options = {
      session,
      marker: createMarker(),
      batch: run.batch,
      limits: config,
      historyText: upgradeHistoryStatements(run.historyVersion),
      showPath,
      watch: run.watch,
    };
    await executeDecided(decided, options, emit);
    const migrations = decided.files.map(({ migration, outcome }): MigrationResult => {
      const told = outcome === 'adopted' || outcome === 'completed' ? outcome : 'applied';
      return { name: migration.name, result: told };
    });
    return { migrations, findings: decided.findings };
  });
}
