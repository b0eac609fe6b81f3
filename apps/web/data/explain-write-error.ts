import type { Refusal } from '../forms/refuse.ts';
import { log } from '../server/log.ts';
import { postgresError } from './postgres-error.ts';

/** By the name of a check or unique constraint: the field it is about, and how to satisfy it. */
export const explanations: Readonly<Record<string, Refusal>> = {
  profiles_full_name_length: { field: 'full_name', message: 'A name has at most 200 characters.' },
  profiles_avatar_url_http: {
    field: 'avatar_url',
    message: 'Give an address that begins with https:// or http:// and has no spaces.',
  },
  profiles_phone_e164: {
    field: 'phone',
    message: 'Write the number with a plus and its country code, digits only: +4915112345678.',
  },
  notes_title_length: { field: 'title', message: 'Give it a title, of at most 200 characters.' },
  notes_body_length: { field: 'body', message: 'A note has at most 20,000 characters.' },
};

const unavailable = 'We cannot reach our database just now, so nothing was saved. Try again in a moment.';

/** Classes of SQLSTATE that are about what was sent: its values, a constraint, a trigger that raises. */
const ABOUT_VALUES = /^(22|23|P0)/;

/** What to say about a write that failed, over REST or over Drizzle: the database's word, at the field it is about. */
export function explainWriteError(error: unknown): Refusal {
  const { code, message } = postgresError(error);
  const [, constraint] = /violates (?:check|unique) constraint "([^"]+)"/.exec(message) ?? [];
  if (constraint !== undefined)
    return explanations[constraint] ?? { message: `The database refuses this (${constraint}).` };
  if (code === '42501') return { message: 'You may not change this.' };
  if (ABOUT_VALUES.test(code)) {
    // In class 22 what is quoted is a value, elsewhere a name.
    log(`A write was refused: ${code} ${code.startsWith('22') ? message.replace(/".*"/s, '"…"') : message}`);
    return { message: 'This cannot be saved as it is: look at what you wrote, and try again.' };
  }
  log(`A write failed: ${code} ${message}`);
  return { message: unavailable };
}
