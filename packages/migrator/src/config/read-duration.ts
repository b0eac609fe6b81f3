import { parseDuration } from '../model/duration.ts';
import { MigratorError } from '../model/errors.ts';

/**
 * Reads the duration a flag was given, `0` among them.
 * @returns milliseconds.
 * @throws {MigratorError} `usage`.
 */
export function readDuration(text: string, flag: string): number {
  const milliseconds = text === '0' ? 0 : parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new MigratorError('usage', `${flag} ${JSON.stringify(text)} is no duration.`, {
    hint: 'Write a number with its unit: 500ms, 2s, 5m. The longest is 596h.',
  });
}
