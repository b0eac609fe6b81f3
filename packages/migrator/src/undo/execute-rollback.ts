import { showDifference } from '../catalog/compare-catalogs.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { TimeLimits } from '../database/session-settings.ts';
import { composeFile } from '../execute/compose-file.ts';
import { createMarker } from '../execute/marker.ts';
import { sendShared } from '../execute/send-shared.ts';
import { MigratorError } from '../model/errors.ts';
import type { Emit } from '../model/event.ts';
import type { FactDifference } from '../model/fact.ts';
import type { Migration } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { UndoStep } from '../model/undo.ts';
import type { JudgedTarget } from './judge-target.ts';

export interface ExecuteRollbackOptions {
  readonly session: Session;
  readonly limits: TimeLimits;
  readonly judged: JudgedTarget;
  /** Told that a long statement goes on. */
  readonly emit: Emit;
}

/** A step with the migration it undoes. */
export interface RollbackStep {
  readonly step: UndoStep;
  readonly migration: Migration;
}

/**
 * Runs the inverses and takes their rows out of the history, in one transaction; reads the database again, and commits
 * only if it is what it was before the files, and nothing else has moved.
 * @throws {MigratorError} the statement that failed, or `not_proven`; everything is rolled back.
 */
export async function executeRollback(
  steps: readonly RollbackStep[],
  { session, limits, judged, emit }: ExecuteRollbackOptions,
): Promise<void> {
  const marker = createMarker();
  const files = steps.map(({ step: { inverse }, migration }, file) =>
    composeFile(
      migration,
      inverse,
      { marker, file, batch: 0, limits, shared: true },
      { statements: inverse.statements, mends: [], outcome: 'applied', forget: true },
    ),
  );
  const options = { session, marker, prefix: 'BEGIN;\n', emit, undoing: true };
  await sendShared(files, options).catch((error: unknown) => {
    throw error instanceof MigratorError ? whileUndoing(error) : error;
  });
  try {
    const left = await readCatalog(session, { insideTransaction: true, forMending: false });
    const unproven = await judged.unprovenIn(left);
    if (unproven.length > 0) throw notProven(unproven);
    await session.run('COMMIT');
  } catch (error) {
    await session.run('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** The words of a failed migration, of one that failed to be undone. */
function whileUndoing({ code, message, details }: MigratorError): MigratorError {
  const more =
    code === 'lock_timeout' ? ' Give it more time with --lock-timeout 30s, or wait for a quieter hour.' : '';
  return new MigratorError(code, message.replace(/^(?=\S+ (failed|ended|gave|makes)\b)/, 'Undoing '), {
    ...details,
    hint: `Everything was rolled back, and the files are still recorded.${more}`,
  });
}

function notProven(unproven: readonly FactDifference[]): MigratorError {
  return new MigratorError(
    'not_proven',
    `With the files undone the ${unproven[0]?.object ?? 'database'} is not what it was before them.`,
    {
      hint: 'Everything was rolled back, and the files are still recorded. Look at what it depends on, mend it by hand, and run again.',
      findings: unproven.map((each) => ({
        code: 'not_proven',
        severity: 'blocker',
        message: `The ${each.object} is not what it was before the files.`,
        ...showDifference(each),
      })),
    },
  );
}
