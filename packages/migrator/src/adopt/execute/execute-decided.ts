import { refuseStatement } from '../../execute/refuse-statement.ts';
import type { AdoptedFile } from '../../model/adoption.ts';
import type { Emit } from '../../model/event.ts';
import type { DecidedAdoption } from '../adoption.ts';
import { type ExecuteAdoptionOptions, executeAdoption } from './execute-adoption.ts';
import { filesApart, laterScope, runPendingApart } from './run-pending-apart.ts';

/**
 * Brings an adoption that nothing stands against to its end: runs what is missing, proves, records.
 * @throws {MigratorError} a statement that can not be run or failed, or `not_proven`.
 */
export async function executeDecided(
  decided: DecidedAdoption,
  options: ExecuteAdoptionOptions,
  emit: Emit,
): Promise<void> {
  for (const { parsed, run } of decided.files)
    for (const statement of run) refuseStatement(statement, parsed);
  for (const finding of decided.findings) emit({ type: 'finding', finding });
  const apart = filesApart(decided.files);
  const first = decided.files.filter((file) => !apart.includes(file));
  const durations = await executeAdoption(
    { ...decided, files: first },
    { ...options, emit, ...(apart.length > 0 ? laterScope(decided, apart) : {}) },
  );
  for (const file of first) tell(file, durations.get(file.migration.name) ?? 0, emit);
  const error =
    apart.length > 0 ? await runPendingApart(decided, apart, options, tellApart(apart, emit)) : undefined;
  if (error !== undefined) throw error;
}

/** Told after the commit: until then nothing of it is true. */
function tell({ migration, parsed, run, mends, outcome }: AdoptedFile, durationMs: number, emit: Emit): void {
  const { name } = migration;
  const statements = parsed.statements.length;
  const inEffect = statements - run.length;
  // One of which nothing was in effect has simply run.
  const partly = inEffect > 0 || mends.length > 0 || statements === 0;
  if ((outcome === 'adopted' || outcome === 'completed') && partly) {
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
