const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** Postgres keeps its timeouts in a signed 32-bit number of milliseconds. */
const LONGEST = 2_147_483_647;

/** `500ms`, `2s`, `5m`, `1h` as milliseconds; undefined for anything else, and beyond what Postgres can keep. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  const factor = UNITS.get(unit ?? '');
  if (digits === undefined || factor === undefined) return undefined;
  const milliseconds = Number(digits) * factor;
  return milliseconds <= LONGEST ? milliseconds : undefined;
}
