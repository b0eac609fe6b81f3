import { MigratorError } from '../model/errors.ts';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/**
 * Reads `500ms`, `2s`, `5m`, `1h`, or `0`.
 * @param name The flag it came from, for the error.
 * @returns milliseconds.
 */
export function parseDuration(text: string, name: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  if (match === null) {
    if (text === '0') return 0;
    throw new MigratorError('usage', `${name} ${JSON.stringify(text)} is no duration.`, {
      hint: 'Write a number with its unit: 500ms, 2s, 5m.',
    });
  }
  const [, amount, unit] = match;
  return Math.round(Number(amount) * UNITS[unit as keyof typeof UNITS]);
}
