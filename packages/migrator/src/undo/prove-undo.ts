import { readCatalog } from '../catalog/read-catalog.ts';
import type { Catalog } from '../model/fact.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile, UndoStep } from '../model/undo.ts';
import { withReplay } from '../shadow/with-replay.ts';
import { findDataLeft } from './find-data-left.ts';
import { findLostColumns } from './find-lost-columns.ts';
import type { ForeignTables } from './leave-platform-tables.ts';
import { readColumns } from './read-columns.ts';
import { readForeignTables } from './read-foreign-tables.ts';
import { replayParts } from './replay-parts.ts';
import { OLDEST_SUPABASE, type ReplayedFile, type TriedStep, undoOnShadow } from './undo-on-shadow.ts';

export interface ProveUndoInput {
  readonly shadow: Shadow;
  /** What stays, in the order it ran. */
  readonly past: readonly ParsedMigration[];
  /** What is undone, in the order it ran; the last one is undone first. */
  readonly files: readonly UndoFile[];
  /** Tables the target's role does not own, beside those the shadow's role does not. */
  readonly foreign?: ForeignTables;
  /** The files are not undone together: that the rows of one go with the table of an older one does not count. */
  readonly apart?: true;
  /** Major version of the target; by default the oldest that Supabase runs. */
  readonly serverMajor?: number;
}

/** What trying it on a shadow has shown. */
export interface UndoProof {
  /** Newest first. Those after one with a blocker were not tried, and are missing. */
  readonly steps: readonly UndoStep[];
  /** The database before the first file and after each of them, oldest first. */
  readonly states: readonly Catalog[];
  /** The database when all steps have run: the first state, but for what inverses written by hand leave. */
  readonly end: Catalog;
}

/**
 * Undoes files on a shadow that has replayed them, newest first, and holds what each step leaves against the state before
 * its file. A generated inverse that leads anywhere else is refused; one written by hand is taken as it is, and what it
 * leaves is told.
 * @throws {MigratorError} `shadow_…` when a file does not replay.
 */
export async function proveUndo(input: ProveUndoInput): Promise<UndoProof> {
  const { shadow, past, files, serverMajor = OLDEST_SUPABASE } = input;
  return withReplay(shadow, past, async (database) => {
    const start = await readCatalog(database.session);
    const replayed: ReplayedFile[] = [];
    let columns = await readColumns(database.session);
    for (const file of files) {
      const before = replayed.at(-1)?.after ?? start;
      const parts = await replayParts(database, file.parsed, before);
      const now = await readColumns(database.session);
      const dropped = findLostColumns(file.parsed.name, columns, now).filter(({ narrowed }) => !narrowed);
      replayed.push({ file, parts, before, after: parts.at(-1)?.after ?? before, dropped });
      columns = now;
    }
    const foreign = await readForeignTables(database.session, input.foreign);
    const tried: TriedStep[] = [];
    for (const one of replayed.toReversed()) {
      const step = await undoOnShadow(database, one, { foreign, serverMajor, columns, asMigration: false });
      tried.push(step);
      if (isBlocked(step)) break;
    }
    const steps = tried.map(({ gone: _gone, ...step }, index): UndoStep => {
      const parsed = step.source === 'down' ? undefined : replayed.at(-1 - index)?.file.parsed;
      // Rows go with their table also where it is an older file that made it.
      const together = input.apart ? tried.slice(index, index + 1) : tried.slice(index);
      const losses = together.flatMap(({ gone }) => gone);
      return {
        ...step,
        left: parsed === undefined ? [] : findDataLeft(parsed, losses),
      };
    });
    const leaves = steps.some(({ findings }) => findings.some(({ code }) => code === 'down_differs'));
    const end = leaves ? await readCatalog(database.session) : start;
    return { steps, states: [start, ...replayed.map(({ after }) => after)], end };
  });
}

/** Whether a file can not be undone. */
export function isBlocked({ findings }: Pick<UndoStep, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'blocker');
}

/**
 * Each file's own undoing, from the newest to the oldest, also where one can not be undone: those before it are tried on a
 * shadow that never ran it. Costs one replay, and one more for each file that is blocked.
 * @throws {MigratorError} `shadow_…` when a file does not replay.
 */
export async function proveEachUndo(input: ProveUndoInput): Promise<readonly UndoStep[]> {
  const steps: UndoStep[] = [];
  while (steps.length < input.files.length) {
    const files = input.files.slice(0, input.files.length - steps.length);
    steps.push(...(await proveUndo({ ...input, files, apart: true })).steps);
  }
  return steps.toReversed();
}
