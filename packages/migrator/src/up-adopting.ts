import { executeAdoption } from './adopt/execute-adoption.ts';
import { filesApart, laterFacts, runPendingApart } from './adopt/run-pending-apart.ts';
import { upgradeHistoryStatements } from './database/history-table.ts';
import { createMarker } from './execute/marker.ts';
import { refuseStatement } from './execute/refuse-statement.ts';
import type { AdoptedFile } from './model/adoption.ts';
import type { Emit } from './model/event.ts';
import type { AdoptingResult, MigrationResult } from './model/result.ts';
import { displayPath } from './source/display-path.ts';
import { type AdoptionRun, withAdoption } from './with-adoption.ts';

export interface UpAdoptingRun extends AdoptionRun {
  readonly emit: Emit;
  /** Version of the history table; 0 when there is none. */
  readonly historyVersion: number;
  readonly batch: number;
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
    for (const { migration, parsed, run: statements } of decided.files) {
      for (const statement of statements) refuseStatement(statement, parsed, showPath(migration.path));
    }
    for (const finding of decided.findings) emit({ type: 'finding', finding });
    const options = {
      session,
      marker: createMarker(),
      batch: run.batch,
      limits: config,
      historyText: upgradeHistoryStatements(run.historyVersion),
      showPath,
    };
    const apart = filesApart(decided.files);
    const first = decided.files.filter((file) => !apart.includes(file));
    const durations = await executeAdoption(
      { ...decided, files: first },
      { ...options, ...(apart.length > 0 ? { later: laterFacts(decided, apart) } : {}) },
    );
    for (const file of first) tell(file, durations.get(file.migration.name) ?? 0, emit);
    const error =
      apart.length > 0 ? await runPendingApart(decided, apart, options, tellApart(apart, emit)) : undefined;
    if (error !== undefined) throw error;
    const migrations = decided.files.map(({ migration, outcome }): MigrationResult => {
      const told = outcome === 'adopted' || outcome === 'completed' ? outcome : 'applied';
      return { name: migration.name, result: told };
    });
    return { migrations, findings: decided.findings };
  });
}

/** Told after the commit: until then nothing of it is true. */
function tell({ migration, parsed, run, mends, outcome }: AdoptedFile, durationMs: number, emit: Emit): void {
  const { name } = migration;
  const statements = parsed.statements.length;
  if (outcome === 'adopted' || outcome === 'completed') {
    const inEffect = statements - run.length;
    emit({ type: 'adopted', migration: name, outcome, statements, inEffect, mended: mends.length });
    return;
  }
  emit({ type: 'started', migration: name, index: 0, of: 1 });
  emit({ type: 'completed', migration: name, durationMs });
}

/** Files that run apart are told as they run, but for those that are only completed. */
function tellApart(apart: readonly AdoptedFile[], emit: Emit): Emit {
  const completed = new Map(
    apart.filter(({ outcome }) => outcome === 'completed').map((file) => [file.migration.name, file]),
  );
  return (event) => {
    const file = 'migration' in event ? completed.get(event.migration ?? '') : undefined;
    if (file === undefined || (event.type !== 'started' && event.type !== 'completed')) emit(event);
    else if (event.type === 'completed') tell(file, event.durationMs, emit);
  };
}
