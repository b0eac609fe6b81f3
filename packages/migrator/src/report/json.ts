import { MigratorError } from '../model/errors.ts';
import { thinProgress } from './progress-line.ts';
import type { Output, Reporter } from './reporter.ts';

/** One object a line: events first, the result last, with the same facts as the text for people. */
export function createJsonReporter(output: Output): Reporter {
  const print = (value: object) => output.out(JSON.stringify(value, replaceError));
  const stays = thinProgress();
  return {
    event: (event) => {
      if (event.type !== 'progress' || stays(event)) print(event);
    },
    result: (command, result) => print({ type: 'result', command, ...result }),
    error: (error) => print({ type: 'result', outcome: 'error', error }),
  };
}

function replaceError(_key: string, value: unknown): unknown {
  if (!(value instanceof MigratorError)) return value;
  const { cause: _cause, ...details } = value.details;
  return { code: value.code, message: value.message, exitCode: value.exitCode, ...details };
}
