import type { DataChoices } from '../model/adoption.ts';
import { MigratorError } from '../model/errors.ts';

/** Reads `run`, `skip`, or `NAME=run`, as often as it is given; the last word on a file counts. */
export function parseDataChoices(words: readonly string[]): DataChoices {
  let all: 'run' | 'skip' | undefined;
  const files = new Map<string, 'run' | 'skip'>();
  for (const word of words) {
    const cut = word.lastIndexOf('=');
    const choice = word.slice(cut + 1);
    if (choice !== 'run' && choice !== 'skip') {
      throw new MigratorError('usage', `--data ${word} is neither run nor skip.`, {
        hint: 'Write --data run or --data skip for all files, or --data 0003_backfill.sql=skip for one.',
      });
    }
    if (cut === -1) all = choice;
    else files.set(word.slice(0, cut), choice);
  }
  return { ...(all === undefined ? {} : { all }), files };
}
