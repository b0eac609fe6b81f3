import { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile, UndoStep } from '../model/undo.ts';
import { isBlocked, type ProveUndoInput, proveEachUndo } from '../undo/prove-undo.ts';
import { readInverse } from '../undo/read-undo-file.ts';
import type { CheckPart, CheckWork } from './check-part.ts';
import { count, judged, skipped } from './verdicts.ts';

/** What undoing each file would run leads back to the state before it. */
export const checkUndo: CheckPart = {
  name: 'undo',
  async check(work) {
    const shadow = await work.shadow();
    const { files: parsed, failure } = await work.files();
    const { files, findings } = await readUndoFiles(work, parsed);
    return work.inTurn(async () => {
      const began = Date.now();
      const steps = await undoEach({ shadow, past: [], files }).catch((error: unknown) => {
        if (error instanceof MigratorError && error.details.migration !== undefined) return undefined;
        throw error;
      });
      if (steps === undefined || failure !== undefined) return skipped('the files do not replay');
      const byHand = steps.filter(({ source }) => source === 'down').length;
      const detail = [
        `${count(steps.length, 'file')} undone`,
        ...(byHand === 0 ? [] : [`${byHand} by a file of its own`]),
      ];
      const told = steps.flatMap((step) =>
        isBlocked(step) ? step.findings : step.findings.filter(({ code }) => code === 'down_differs'),
      );
      return judged(detail.join(', '), [...findings, ...told], Date.now() - began);
    });
  },
};

/**
 * Each file's own undoing, oldest first. What an inverse written by hand leaves is not held against the files before it:
 * they are undone on a shadow that never ran it.
 */
async function undoEach(input: ProveUndoInput): Promise<readonly UndoStep[]> {
  const steps = await proveEachUndo(input);
  const leaving = steps.findLastIndex(({ findings }) => findings.some(({ code }) => code === 'down_differs'));
  if (leaving <= 0) return steps;
  const before = await undoEach({ ...input, files: input.files.slice(0, leaving) });
  return [...before, ...steps.slice(leaving)];
}

/** Each file with the inverse its author wrote; where that can not be read, a finding, and what is generated is tried. */
async function readUndoFiles(
  work: CheckWork,
  parsed: readonly ParsedMigration[],
): Promise<{ files: readonly UndoFile[]; findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const files: UndoFile[] = [];
  for (const [index, file] of parsed.entries()) {
    const migration = work.folder.migrations[index];
    try {
      files.push({ parsed: file, down: migration && (await readInverse(migration, work.config.cwd)) });
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      files.push({ parsed: file });
      findings.push({
        code: 'down_failed',
        severity: 'blocker',
        migration: file.name,
        message: `The inverse written for ${file.name} can not be read: ${error.message}`,
        ...(error.details.at === undefined ? {} : { at: error.details.at }),
      });
    }
  }
  return { files, findings };
}
