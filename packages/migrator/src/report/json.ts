import { MigratorError } from '../model/errors.ts';
import type { Output, Reporter } from './reporter.ts';

/** One object a line: events first, the result last, with the same facts as the text for people. */
export function createJsonReporter(output: Output): Reporter {
  const print = (value: object) => output.out(JSON.stringify(value, replaceError));
  return {
    event: print,
    up: (result) => print({ type: 'result', command: 'up', ...result }),
    status: (result) => print({ type: 'result', command: 'status', ...result }),
    plan: (result) => print({ type: 'result', command: 'plan', ...result }),
    adopt: (result) => print({ type: 'result', command: 'adopt', ...result }),
    drift: (result) => print({ type: 'result', command: 'drift', ...result }),
    import: (result) => print({ type: 'result', command: 'import', ...result }),
    push: (result) => print({ type: 'result', command: 'push', ...result }),
    created: (migration) => print({ type: 'result', command: 'new', ...migration }),
    error: (error) => print({ type: 'result', outcome: 'error', error }),
  };
}

function replaceError(_key: string, value: unknown): unknown {
  if (!(value instanceof MigratorError)) return value;
  const { cause: _cause, ...details } = value.details;
  return { code: value.code, message: value.message, exitCode: value.exitCode, ...details };
}
