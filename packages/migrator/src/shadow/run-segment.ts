import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { Segment } from '../model/segment.ts';
import type { Statement } from '../model/statement.ts';
import { STATEMENT_SETTING } from './touch-log.ts';

/** A statement the server refused. */
export interface SegmentFailure {
  readonly error: ServerError;
  /** undefined: it came when the transaction was about to end. */
  readonly statement: Statement | undefined;
}

/**
 * Runs a segment: a transaction in one message, so that a replay costs one round trip a file.
 * @param before SQL for its beginning; @param after for its end, in the same transaction.
 * @returns undefined when all of it ran; otherwise nothing of a transaction did.
 */
export async function runSegment(
  session: Session,
  { runs, statements, modes }: Segment,
  after: string,
): Promise<SegmentFailure | undefined> {
  if (runs === 'transaction') return runTransaction(session, statements, modes, after);
  for (const statement of statements) {
    await session.run(mark(statement));
    const error = await attempt(session, statement.text);
    if (error !== undefined) return { error, statement };
  }
  const error = await attempt(session, after);
  return error && { error, statement: undefined };
}

/** Deferred constraints are checked before the end, as `up` does. */
async function runTransaction(
  session: Session,
  statements: readonly Statement[],
  modes: string,
  after: string,
): Promise<SegmentFailure | undefined> {
  // The semicolon stands on a line of its own: the text may end in a comment.
  const body = statements.map((statement) => `${mark(statement)}\n${statement.text}\n;`).join('\n');
  const error = await attempt(session, `BEGIN ${modes};\n${body}\n${CHECK_DEFERRED}\n${after}\nCOMMIT;`);
  if (error === undefined) return undefined;
  await session.run('ROLLBACK');
  return (await findFailure(session, statements)) ?? { error, statement: undefined };
}

/**
 * Most errors have no place: the same statements one by one, to see which it is. A database nobody else uses fails the
 * same way again, and this costs nothing where nothing fails.
 */
async function findFailure(
  session: Session,
  statements: readonly Statement[],
): Promise<SegmentFailure | undefined> {
  await session.run('BEGIN');
  try {
    for (const statement of statements) {
      const error = await attempt(session, statement.text);
      if (error !== undefined) return { error, statement };
    }
    const error = await attempt(session, CHECK_DEFERRED);
    return error && { error, statement: undefined };
  } finally {
    await session.run('ROLLBACK');
  }
}

const CHECK_DEFERRED = 'SET CONSTRAINTS ALL IMMEDIATE;';

/** A SET takes no snapshot, so `SET TRANSACTION ISOLATION LEVEL` may follow it. */
function mark({ index }: Statement): string {
  return `SET ${STATEMENT_SETTING} = '${index}';`;
}

async function attempt(session: Session, text: string): Promise<ServerError | undefined> {
  if (text === '') return undefined;
  try {
    await session.run(text);
    return undefined;
  } catch (error) {
    if (error instanceof ServerError) return error;
    if (error instanceof MigratorError && error.code === 'connection_lost') {
      throw new MigratorError('shadow_unavailable', 'The connection to the shadow database was lost.', {
        hint: 'Nothing has run on the target. Run the same command again.',
        cause: error,
      });
    }
    throw error;
  }
}
