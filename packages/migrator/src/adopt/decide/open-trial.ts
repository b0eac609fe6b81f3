import { RESET_ROLE } from '../../database/session-settings.ts';
import { ServerError, type Session } from '../../model/ports.ts';
import type { Statement } from '../../model/statement.ts';
import { type Loss, mayDrop, readColumns } from './find-losses.ts';

/** A transaction that is rolled back, in which what is going to run is tried, so that what comes after it is decided right. */
export interface Trial {
  /** The transaction, as the next statement would find it. */
  readonly session: Session;
  /** What is to run next. One that fails will fail, and be told, in the run. */
  run(statement: Statement): void;
  /** What a file leaves in the session goes, and what it took away is noted. */
  endFile(index: number, ran: readonly Statement[]): Promise<void>;
  readonly losses: readonly Loss[];
  /** Rolls back. */
  close(): Promise<void>;
}

/** @param tries False: nothing has to be tried, and nothing is. */
export async function openTrial(session: Session, tries: boolean): Promise<Trial> {
  await session.run('BEGIN');
  const before = tries ? await readColumns(session) : new Set<string>();
  const gone = new Set<string>();
  const losses: Loss[] = [];
  const waiting: string[] = [];
  let going = tries;
  return {
    losses,
    session: {
      ...session,
      run: async (text) => {
        await settle();
        return session.run(text);
      },
      query: async (text, parameters) => {
        await settle();
        return session.query(text, parameters);
      },
    },
    run(statement) {
      // It would end the trial: the run refuses it before anything is sent.
      if (statement.refusal !== undefined) going = false;
      // What can not be in a transaction builds indexes and tidies up: it moves no rows, and takes none away.
      if (going && statement.transaction === 'inside') waiting.push(statement.text);
    },
    async endFile(index, ran) {
      if (!going || ran.length === 0) return;
      waiting.push(`${RESET_ROLE} RESET ALL; SET LOCAL lock_timeout = '5s'`);
      const statement = ran.findLast(mayDrop);
      if (statement === undefined) return;
      await settle();
      const now = await readColumns(session);
      const columns = [...before].filter((place) => !now.has(place) && !gone.has(place));
      for (const place of columns) gone.add(place);
      if (columns.length > 0) losses.push({ file: index, statement, columns });
    },
    async close() {
      await session.run('ROLLBACK');
    },
  };

  /** In one message; only where one of them fails, one by one. */
  async function settle(): Promise<void> {
    const texts = waiting.splice(0);
    if (texts.length === 0 || (await attempt(session, texts)) || texts.length === 1) return;
    for (const text of texts) await attempt(session, [text]);
  }
}

/** @returns false when one of them failed; then none of them has run. */
async function attempt(session: Session, texts: readonly string[]): Promise<boolean> {
  try {
    // The semicolon stands on a line of its own: a text may end in a comment.
    await session.run(['SAVEPOINT migrator_try', ...texts, 'RELEASE SAVEPOINT migrator_try'].join('\n;\n'));
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK TO SAVEPOINT migrator_try; RELEASE SAVEPOINT migrator_try');
    return false;
  }
}
