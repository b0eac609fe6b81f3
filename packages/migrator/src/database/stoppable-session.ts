import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import { SQLSTATE } from './sqlstates.ts';

/**
 * A session that a signal stops: the statement under way is cancelled, and nothing is sent after it, so that closing
 * the connection is what rolls back and gives up the lock.
 */
export function stoppable(session: Session, signal: AbortSignal | undefined): Session {
  if (signal === undefined) return session;
  const onAbort = () => void session.cancel();
  signal.addEventListener('abort', onAbort);
  async function send<T>(work: () => Promise<T>): Promise<T> {
    if (signal?.aborted) throw stopped(signal);
    try {
      return await work();
    } catch (error) {
      const cancelled = error instanceof ServerError && error.sqlstate === SQLSTATE.queryCanceled;
      throw signal?.aborted && cancelled ? stopped(signal) : error;
    }
  }
  return {
    run: (text) => send(() => session.run(text)),
    query: (text, parameters) => send(() => session.query(text, parameters)),
    onNotice: (listener) => session.onNotice(listener),
    cancel: () => session.cancel(),
    close() {
      signal.removeEventListener('abort', onAbort);
      return session.close();
    },
  };
}

function stopped(signal: AbortSignal): MigratorError {
  const by = typeof signal.reason === 'string' ? ` by ${signal.reason}` : '';
  return new MigratorError('interrupted', `The run was stopped${by}.`, {
    hint: 'What was under way is rolled back, what is recorded stays. Run the same command again to go on.',
  });
}
