import type { PostgresType } from 'postgres';

const keep = <T>(value: T) => value;

/** A number where JSON has it: `NaN` and `Infinity` stay text. An element of an array may be NULL. */
function parseNumber(text: string): unknown {
  if (text === 'NULL') return null;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

/** `2026-11-27 06:37:57+00` as JSON has it: `2026-11-27T06:37:57+00:00`. */
function parseTimestamp(text: string): unknown {
  if (text === 'NULL') return null;
  return text.replace(/^(\S+) (\S+?)([+-]\d\d)?(?= |$)/, (_, date: string, time: string, zone?: string) =>
    zone === undefined ? `${date}T${time}` : `${date}T${time}${zone}:00`,
  );
}

/**
 * Values as to_json writes them, and so PostgREST answers, where @supabase/lite and postgres.js do otherwise. By their names:
 * they stand in the place of the library's own.
 */
export const valueTypes = {
  numeric: { to: 1700, from: [1700], serialize: String, parse: parseNumber },
  real: { to: 701, from: [700, 701], serialize: String, parse: parseNumber },
  timestamp: { to: 1114, from: [1114], serialize: keep, parse: parseTimestamp },
  timestamptz: { to: 1184, from: [1184], serialize: keep, parse: parseTimestamp },
  binary: { to: 17, from: [17], serialize: keep, parse: keep },
} satisfies Record<string, PostgresType>;
