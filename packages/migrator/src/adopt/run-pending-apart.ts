import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { composeFile } from '../execute/compose-file.ts';
import { executeFiles } from '../execute/execute-files.ts';
import type { AdoptedFile } from '../model/adoption.ts';
import type { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { FactKey } from '../model/fact.ts';
import type { Statement } from '../model/statement.ts';
import { childOf } from '../sql/tree.ts';
import type { ExecuteAdoptionOptions } from './execute-adoption.ts';
import type { DecidedAdoption } from './plan-adoption.ts';
import { findUnproven, notProven } from './prove.ts';

/**
 * A new label of an enum can not be used in the transaction that adds it (55P04). Where a pending file adds one, the
 * files in effect are recorded first, and the pending ones run one by one, as `up` would.
 */
export function runsApart(files: readonly AdoptedFile[]): boolean {
  return files.some(({ verdict, run }) => verdict === 'pending' && run.some(addsLabel));
}

/** Facts that the files that are pending change: not yet as they will be. */
export function pendingFacts({ judgement, replay }: DecidedAdoption): Set<FactKey> {
  return new Set(
    judgement.files.flatMap(({ verdict }, index) => {
      const [before, after] = [replay.states[index], replay.states[index + 1]];
      if (verdict !== 'pending' || before === undefined || after === undefined) return [];
      return [...differingKeys({ hashes: before }, { hashes: after })];
    }),
  );
}

export function isPending({ verdict }: AdoptedFile): boolean {
  return verdict === 'pending';
}

/** Runs the pending files each in its own transaction, and proves the end. What is recorded stays recorded. */
export async function runPendingApart(
  decided: DecidedAdoption,
  { session, marker, batch, limits, showPath }: ExecuteAdoptionOptions,
  emit: Emit,
): Promise<MigratorError | undefined> {
  const files = decided.files
    .filter(isPending)
    .map((file, index) =>
      composeFile(
        file.migration,
        file.parsed,
        { marker, file: index, batch, limits },
        { statements: file.run, mends: file.mends, outcome: file.outcome },
      ),
    );
  const { error } = await executeFiles(session, files, { marker, prefix: '', showPath, emit });
  if (error !== undefined) return error;
  const unproven = findUnproven(decided, await decided.align(await readCatalog(session)), {});
  return unproven.length === 0 ? undefined : notProven(unproven, 'The files ran and are recorded.');
}

function addsLabel({ kind, tree }: Statement): boolean {
  return (
    kind === 'AlterEnumStmt' && childOf(tree, 'newVal') !== undefined && childOf(tree, 'oldVal') === undefined
  );
}
