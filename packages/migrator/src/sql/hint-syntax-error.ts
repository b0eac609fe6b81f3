import { hintMisspelling } from './hint-misspelling.ts';

/** What most often lies behind a syntax error at `offset`; undefined where nothing is obvious. */
export function hintSyntaxError(text: string, offset: number, message: string): string | undefined {
  const rest = text.slice(offset, offset + 200);
  const before = text.slice(Math.max(0, offset - 400), offset);
  const known = HINTS.find(({ applies }) => applies({ message, rest, before }))?.hint;
  return known ?? hintMisspelling(before, rest);
}

interface Place {
  readonly message: string;
  /** Text from the place on. */
  readonly rest: string;
  /** Text up to the place. */
  readonly before: string;
}

const HINTS: readonly { applies(place: Place): boolean; hint: string }[] = [
  {
    applies: ({ rest }) => /^(<{7}|={7}|>{7})/.test(rest),
    hint: 'This is an unresolved merge conflict: keep one side and remove the markers.',
  },
  {
    applies: ({ message, before, rest }) =>
      message.startsWith('unterminated quoted string') && /\\'/.test(before + rest),
    hint: "A backslash does not escape a quote: double it ('it''s'), or write E'it\\'s'.",
  },
  {
    applies: ({ message }) => message.startsWith('unterminated quoted string'),
    hint: "A quote is opened here and never closed; a quote inside a string is doubled ('it''s').",
  },
  {
    applies: ({ message }) => message.startsWith('unterminated'),
    hint: 'What is opened here is never closed.',
  },
  {
    applies: ({ rest, before }) => rest.startsWith('`') || /`[^`]+`\s*$/.test(before),
    hint: 'Names are quoted with double quotes in Postgres; backticks are MySQL’s.',
  },
  {
    applies: ({ rest, before }) =>
      /^\s*(;|$)/.test(rest) &&
      /\bdrop\s+(trigger|policy|rule)\s+(if\s+exists\s+)?("[^"]+"|[\w$]+)\s*$/i.test(before),
    hint: 'Other tables may have one of the same name: say of which table, with ON.',
  },
  {
    applies: ({ message }) => message.includes('at end of input'),
    hint: 'The last statement is not complete; look for a missing parenthesis or END.',
  },
  {
    applies: ({ rest }) =>
      /^[\u00a0\u200b-\u200d\u2060\ufeff]/.test(rest) || /^\S*[\u00a0\u200b\ufeff]/.test(rest),
    hint: 'An invisible character stands here (a no-break or zero-width space, often from a web page): retype the line.',
  },
  {
    applies: ({ rest }) => rest.startsWith('#'),
    hint: 'Comments begin with -- in SQL.',
  },
  {
    applies: ({ rest }) => /^(delimiter|auto_increment)\b/i.test(rest),
    hint: 'This is MySQL: in Postgres function bodies stand between $$, and numbered keys are GENERATED … AS IDENTITY.',
  },
  {
    applies: ({ rest }) => /^:['"]?\w/.test(rest),
    hint: 'Variables of psql (:name) are not filled in here: write the value.',
  },
  {
    applies: ({ rest, before }) =>
      /^not\s+exists/i.test(rest) && /\b(policy|trigger|type|domain|constraint|rule)\s+if\s*$/i.test(before),
    hint: 'Postgres has no IF NOT EXISTS here: DROP … IF EXISTS before it, or catch duplicate_object in a DO block.',
  },
];
