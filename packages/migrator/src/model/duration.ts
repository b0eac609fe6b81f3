const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Postgres keeps its timeouts in a signed 32-bit number of milliseconds. */
const LONGEST = 2_147_483_647;

/** `500ms`, `1.5s`, `5m`, `1h` as milliseconds; undefined for anything else, and beyond what Postgres can keep. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const milliseconds = Math.round(Number(amount) * UNITS[unit as keyof typeof UNITS]);
  return milliseconds <= LONGEST ? milliseconds : undefined;
}
