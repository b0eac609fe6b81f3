import { differingKeys } from '../../catalog/differing-keys.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import { composeFile } from '../../execute/compose-file.ts';
import { executeFiles } from '../../execute/execute-files.ts';
import { createMarker } from '../../execute/marker.ts';
import type { AdoptedFile } from '../../model/adoption.ts';
import type { MigratorError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import type { FactKey } from '../../model/fact.ts';
import { cutSegments } from '../../plan/cut-segments.ts';
import type { DecidedAdoption } from '../adoption.ts';
import { adoptionEvidence } from '../prove/adoption-evidence.ts';
import { findUnproven, notProven, type ProofScope } from '../prove/prove.ts';
import type { ExecuteAdoptionOptions } from './execute-adoption.ts';

/**
 * The files that cannot run in the one transaction of an adoption, and those behind them that have something to run: a
 * new label of an enum can not be used in the transaction that adds it (55P04), and a file of several segments commits
 * in between. The others are recorded first, then these run one by one, as `up` would.
 */
export function filesApart(files: readonly AdoptedFile[]): readonly AdoptedFile[] {
  const first = files.findIndex(
    (file) =>
      isSegmented(file) ||
      (file.verdict === 'pending' && file.run.some(({ newLabel }) => newLabel !== undefined)),
  );
  if (first === -1) return [];
  return files.filter(({ outcome }, index) => index >= first && outcome !== 'adopted');
}

/** What these files change is not yet as it will be: it is as it was, or as the files before them leave it. */
export function laterScope(
  { files, replay }: DecidedAdoption,
  apart: readonly AdoptedFile[],
): Required<Pick<ProofScope, 'later' | 'middle'>> {
  const later = new Set<FactKey>(
    files.flatMap((file, index) => {
      const [before, after] = [replay.states[index], replay.states[index + 1]];
      if (!apart.includes(file) || before === undefined || after === undefined) return [];
      return [...differingKeys({ hashes: before }, { hashes: after })];
    }),
  );
  return { later, middle: replay.states[files.findIndex((file) => apart.includes(file))] };
}

/** Runs the files, each by itself, and proves the end. What is recorded stays recorded. */
export async function runPendingApart(
  decided: DecidedAdoption,
  apart: readonly AdoptedFile[],
  { session, batch, limits, watch }: ExecuteAdoptionOptions,
  emit: Emit,
): Promise<MigratorError | undefined> {
  const marker = createMarker();
  const evidence = adoptionEvidence(decided);
  const files = apart.map((file, index) =>
    composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits },
      { statements: file.run, mends: file.mends, outcome: file.outcome, ...evidence(file) },
    ),
  );
  const { error } = await executeFiles(session, files, { marker, prefix: '', limits, emit, watch });
  if (error !== undefined) return error;
  const now = await decided.align(await readCatalog(session, { forMending: false }));
  const unproven = findUnproven(decided, now, {});
  return unproven.length === 0 ? undefined : notProven(unproven, 'The files ran and are recorded.');
}

function isSegmented({ run, parsed: { directives } }: AdoptedFile): boolean {
  const segments = cutSegments(run, { directives });
  return segments.length > 1 || segments[0]?.runs === 'alone';
}
