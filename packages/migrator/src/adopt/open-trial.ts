import { RESET_ROLE } from '../database/session-settings.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { Statement } from '../model/statement.ts';
import { type Loss, mayDrop, readColumns } from './find-losses.ts';

/** A transaction that is rolled back, in which what is going to run is tried, so that what comes after it is decided right. */
export interface Trial {
  /** Brings the transaction to where the next statement would run. One that fails will fail, and be told, in the run. */
  run(statement: Statement): Promise<void>;
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
  let going = tries;
  return {
    losses,
    async run(statement) {
      // It would end the trial: the run refuses it before anything is sent.
      if (statement.refusal !== undefined) going = false;
      // What can not be in a transaction builds indexes and tidies up: it moves no rows, and takes none away.
      if (!going || statement.transaction !== 'inside') return;
      await session.run('SAVEPOINT migrator_try');
      try {
        await session.run(statement.text);
        await session.run('RELEASE SAVEPOINT migrator_try');
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        await session.run('ROLLBACK TO SAVEPOINT migrator_try; RELEASE SAVEPOINT migrator_try');
      }
    },
    async endFile(index, ran) {
      if (!going || ran.length === 0) return;
      await session.run(`${RESET_ROLE} RESET ALL; SET LOCAL lock_timeout = '5s'`);
      const statement = ran.findLast(mayDrop);
      if (statement === undefined) return;
      const now = await readColumns(session);
      const columns = [...before].filter((place) => !now.has(place) && !gone.has(place));
      for (const place of columns) gone.add(place);
      if (columns.length > 0) losses.push({ file: index, statement, columns });
    },
    async close() {
      await session.run('ROLLBACK');
    },
  };
}
