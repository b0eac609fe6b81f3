import { numberOf } from './numbered-names.ts';

/** Digits of the numbers that are times: a UTC timestamp, milliseconds and seconds since 1970. */
const TIMESTAMP = 14;
const MILLISECONDS = 13;
const SECONDS = 10;

/**
 * The number of the next migration, as it is written: higher by value than every one that is there, in the style of the
 * highest, with its leading zeros.
 * @param first the number where there is none yet; of fourteen digits, any time.
 */
export function nextNumber(names: readonly string[], now: Date, first: string): string {
  const numbered = names.flatMap((name) => {
    const number = numberOf(name);
    return number === undefined ? [] : [{ number, digits: name.indexOf('_') }];
  });
  const highest = numbered.reduce((one, other) => (other.number > one.number ? other : one), {
    number: BigInt(first) - 1n,
    digits: first.length,
  });
  const after = highest.number + 1n;
  switch (highest.digits) {
    case TIMESTAMP:
      return later(BigInt(timestampOf(now)), highest.number, secondAfter(highest.number)).toString();
    case MILLISECONDS:
      return later(BigInt(now.getTime()), highest.number, after).toString();
    case SECONDS:
      return later(BigInt(Math.floor(now.getTime() / 1000)), highest.number, after).toString();
    default:
      return after.toString().padStart(highest.digits, '0');
  }
}

/** A clock may be behind the one that named the newest file. */
function later(now: bigint, highest: bigint, after: bigint): bigint {
  return now > highest ? now : after;
}

/** `20260131235959`, in UTC. */
function timestampOf(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, TIMESTAMP);
}

/** One second after a timestamp; one more by value where it is no time. */
function secondAfter(timestamp: bigint): bigint {
  const iso = timestamp.toString().replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
  const time = Date.parse(iso);
  return Number.isNaN(time) ? timestamp + 1n : BigInt(timestampOf(new Date(time + 1000)));
}
