import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { Catalog } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile, UndoStep } from '../model/undo.ts';
import { withReplay } from '../shadow/with-replay.ts';
import { noInverse } from './describe-undo.ts';
import { findDataLeft } from './find-data-left.ts';
import { findLostColumns } from './find-lost-columns.ts';
import { isOfServer } from './generate-inverse.ts';
import { readColumns } from './read-columns.ts';
import { readForeignTables } from './read-foreign-tables.ts';
import { replayParts } from './replay-parts.ts';
import { OLDEST_SUPABASE, undoOnShadow } from './undo-on-shadow.ts';

export interface ProveAmongInput {
  readonly shadow: Shadow;
  /** What ran before the file. */
  readonly past: readonly ParsedMigration[];
  readonly file: UndoFile;
  /** What ran after it, and stays. */
  readonly later: readonly ParsedMigration[];
}

/**
 * Undoes a file on a shadow that has replayed it and everything after it, and holds what that leaves against a shadow that
 * never ran it: what later files made of its objects stays theirs. A generated inverse is written as a migration, which
 * may run twice.
 * @throws {MigratorError} `shadow_…` when a file does not replay, other than for want of this one.
 */
export async function proveUndoAmong(input: ProveAmongInput): Promise<UndoStep> {
  const { shadow, past, file, later } = input;
  return withReplay(shadow, past, async (database) => {
    const start = await readCatalog(database.session);
    const before = await readColumns(database.session);
    const parts = await replayParts(database, file.parsed, start);
    const dropped = findLostColumns(file.parsed.name, before, await readColumns(database.session));
    for (const migration of later) await database.replay(migration);
    const after = later.length === 0 ? (parts.at(-1)?.after ?? start) : await readCatalog(database.session);
    const without = later.length === 0 ? start : await replayWithout(input, after);
    if (!('hashes' in without)) return dependent(file, without);

    const columns = await readColumns(database.session);
    const renames = parts.some(({ rename }) => rename !== undefined);
    const { gone, ...step } = await undoOnShadow(
      database,
      {
        file,
        parts: renames ? parts : [{ rename: undefined, before: without, after }],
        before: without,
        after,
        dropped: dropped.filter(({ narrowed }) => !narrowed),
      },
      {
        foreign: await readForeignTables(database.session),
        serverMajor: OLDEST_SUPABASE,
        asMigration: true,
        columns,
      },
    );
    const left = file.down === undefined ? findDataLeft(file.parsed, gone) : [];
    return { ...step, left };
  });
}

/**
 * The database had the file never been; or which later one can not do without it. Later files of which nothing is left,
 * because others have undone them, do not count.
 * @param after The database with all files.
 */
async function replayWithout(
  { shadow, past, file, later }: ProveAmongInput,
  after: Catalog,
): Promise<Catalog | Finding> {
  const kept: ParsedMigration[] = [];
  let needs: Finding | undefined;
  const without = await withReplay(shadow, past, async (database) => {
    for (const migration of later) {
      try {
        await database.replay(migration);
        kept.push(migration);
      } catch (error) {
        if (!(error instanceof MigratorError) || error.code !== 'shadow_replay_failed') throw error;
        needs ??= laterFileDepends(file.parsed.name, migration.name, error);
      }
    }
    return await readCatalog(database.session);
  });
  if (needs === undefined) return without;
  const left = await withReplay(shadow, [...past, file.parsed, ...kept], ({ session }) =>
    readOutline(session),
  );
  if ([...differingKeys(left, after)].some((key) => !isOfServer(key))) return needs;
  // Those that failed may have been stopped half-way.
  return withReplay(shadow, [...past, ...kept], ({ session }) => readCatalog(session));
}

function laterFileDepends(name: string, later: string, { message, details }: MigratorError): Finding {
  const why = message.replace(/^.*? on the shadow, where the files run from the start: /, '');
  return {
    code: 'later_file_depends',
    severity: 'blocker',
    migration: name,
    ...(details.at === undefined ? {} : { at: details.at }),
    message: `${later} needs what ${name} made; without it this fails: ${why}`,
    hint: `Undo ${later} first: \`migrate undo ${later}\`.`,
  };
}

function dependent(file: UndoFile, finding: Finding): UndoStep {
  const source = file.down === undefined ? 'generated' : 'down';
  const inverse = file.down ?? { ...file.parsed, statements: [], text: '' };
  return { migration: file.parsed.name, source, inverse, losses: [], left: [], findings: [finding] };
}

/** A file that leaves nothing to take back. */
export function nothingToUndo({ migration, inverse, left }: UndoStep): Finding | undefined {
  if (inverse.statements.length > 0) return undefined;
  if (left.length > 0) return noInverse(migration, 'it changed rows and nothing else');
  const why = 'nothing of what it did is left: later files, or the file itself, have taken it back';
  return { ...noInverse(migration, why), hint: 'So there is nothing to do.' };
}
