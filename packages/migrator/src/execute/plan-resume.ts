import { MigratorError } from '../model/errors.ts';
import type { HistoryRow } from '../model/history.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { cutSegments } from '../plan/cut-segments.ts';
import { hashStatements } from '../sql/hash-statements.ts';
import { locationOf } from '../sql/location-of.ts';
import { aloneRule } from './alone-rule.ts';
import type { FileWork, Resumed } from './composed-file.ts';

/**
 * What is left to do of a migration in progress.
 * @throws {MigratorError} `resume_edited`: what is done was changed since; `resume_unclear`: nothing tells whether the
 *   statement that was cut off has done its work.
 */
export function planResume(row: HistoryRow, parsed: ParsedMigration): FileWork {
  const { name, statements, directives } = parsed;
  const resumed = readResumed(row);
  const { done, unfinished } = resumed;
  const next = statements[done];
  const details = { migration: name, at: locationOf(parsed, next) };
  if (done > statements.length || hashStatements(statements.slice(0, done)) !== unfinished.done) {
    throw new MigratorError(
      'resume_edited',
      `${name} has stopped after ${done} of its statements, and these were changed since.`,
      {
        ...details,
        hint: `Undo the edit in front of this place. If the database is as the edited file says, run "migrate repair --resume ${name}"; if nothing of it is left, "migrate repair --discard ${name}".`,
      },
    );
  }
  const rest = statements.filter(({ index }) => index >= done && (unfinished.run?.includes(index) ?? true));
  const [first] = cutSegments(rest, { directives });
  const [statement] = first?.runs === 'alone' ? first.statements : [];
  if (unfinished.begun !== undefined && statement !== undefined && aloneRule(statement).unclear) {
    throw new MigratorError(
      'resume_unclear',
      `${name} was cut off in a statement that may have committed a part of its work, and nothing tells how much.`,
      {
        ...details,
        hint: `Look at what it has done. To run it again and go on, "migrate repair --resume ${name}"; if all of the file was undone by hand, "migrate repair --discard ${name}".`,
      },
    );
  }
  return {
    statements: rest,
    mends: unfinished.mends ?? [],
    outcome: unfinished.outcome ?? 'applied',
    ...(unfinished.evidence === undefined ? {} : { evidence: unfinished.evidence }),
    resumes: resumed,
  };
}

function readResumed({ statementsDone, unfinished, durationMs }: HistoryRow): Resumed {
  return { done: statementsDone ?? 0, unfinished: unfinished ?? { done: '' }, durationMs: durationMs ?? 0 };
}
