import { maskContext, maskDetail, maskMessage } from '../database/mask-values.ts';
import type { Finding } from '../model/finding.ts';
import type { ServerError } from '../model/ports.ts';
import type { ExpectedFunction, ExpectedTrigger, FoundFunction, TriggerPromise } from '../model/trigger.ts';
import { findPlace } from './find-place.ts';
import { sameName, showName, USERS } from './names.ts';
import { type CanaryOutcome, wasKeptWaiting } from './run-canary.ts';

/** What is known of triggers and functions, to name the place of an error. */
export interface CanarySources {
  readonly found: readonly FoundFunction[];
  readonly expected: readonly ExpectedFunction[];
  readonly triggers: readonly ExpectedTrigger[];
}

/** The findings of a canary: each error once, whatever cases it struck, then each promise that was not kept. */
export function describeCanary(
  outcomes: readonly CanaryOutcome[],
  missing: readonly TriggerPromise[],
  sources: CanarySources,
): readonly Finding[] {
  const errors = new Map<string, { error: ServerError; struck: CanaryOutcome[] }>();
  const broken = new Map<TriggerPromise, CanaryOutcome[]>();
  for (const outcome of outcomes) {
    const { error } = outcome;
    if (error !== undefined) {
      const id = `${error.sqlstate} ${error.message} ${placeId(error)}`;
      const group = errors.get(id) ?? { error, struck: [] };
      errors.set(id, { error, struck: [...group.struck, outcome] });
    }
    for (const promise of outcome.broken) broken.set(promise, [...(broken.get(promise) ?? []), outcome]);
  }
  return [
    ...[...errors.values()].map(({ error, struck }) => describeError(error, struck, sources)),
    ...[...broken].map(([promise, struck]) => describeBroken(promise, struck, sources)),
    // Where something raises, that is what is to be read.
    ...(errors.size > 0 ? [] : missing.map((promise) => describeBroken(promise, [], sources))),
  ];
}

/** What a promise says, in words. */
export function showPromise({ kind, table, column }: TriggerPromise): string {
  if (kind === 'row') return `row in ${showName(table)}`;
  return kind === 'gone' ? `row of ${showName(table)} gone` : `${showName(table)}.${column} follows`;
}

function describeError(
  error: ServerError,
  struck: readonly CanaryOutcome[],
  sources: CanarySources,
): Finding {
  const { sqlstate, detail, hint, context } = error;
  const titles = struck.map(({ canary }) => canary.title);
  const waiting = wasKeptWaiting(error);
  const place = waiting ? undefined : findPlace(error, sources.found, sources.expected);
  const own = [...struck.flatMap(({ canary }) => canary.statements), place?.function.body ?? ''].join('\n');
  const message = maskMessage(error.message, sqlstate, own);
  const code = waiting ? 'canary_kept_waiting' : 'canary_failed';
  const what = waiting ? 'could not be tried to its end' : 'fails';
  return {
    code,
    severity: 'blocker',
    ...(place === undefined ? {} : { at: place.at, object: `function ${showName(place.function.name)}()` }),
    message: `${upperFirst(titles[0] ?? '')}${more(titles.length - 1)} ${what}: ${message}.`,
    sqlstate,
    postgres: {
      ...(detail === undefined ? {} : { detail: maskDetail(detail, own) }),
      ...(hint === undefined ? {} : { hint }),
      ...(context === undefined ? {} : { context: maskContext(shorten(context), own) }),
    },
    hint: waiting
      ? 'Run it again when the tables are less busy; nothing was left behind.'
      : 'The Auth server tells users no more than "Database error saving new user" (or updating, deleting). Correct the function in a new migration.',
  };
}

function describeBroken(
  promise: TriggerPromise,
  struck: readonly CanaryOutcome[],
  { triggers, expected }: CanarySources,
): Finding {
  const { kind, table, key, column, trigger } = promise;
  const made = triggers.find((each) => each.name === trigger && sameName(each.table, USERS));
  const at =
    expected.find((each) => made !== undefined && sameName(each.name, made.function))?.at ?? made?.at;
  const titles = struck.map(({ canary }) => canary.title);
  const by = trigger === undefined ? 'by its foreign key, ON DELETE CASCADE' : `by trigger ${trigger}`;
  const expectations = {
    row: `a row in ${showName(table)} whose ${key} is the user's id, ${by}`,
    email: `the new e-mail in ${showName(table)}.${column}, ${by}`,
    gone: `no row in ${showName(table)} whose ${key} is the user's id, ${by}`,
  };
  const founds = { row: 'no such row', email: 'another value', gone: 'the row is still there' };
  const sentence =
    struck.length === 0
      ? `${showName(table)} has no column ${[...new Set([key, column ?? key])].join(' or ')}, or is not there: what triggers promise of it cannot be.`
      : `${upperFirst(titles[0] ?? '')}${more(titles.length - 1)}: ${
          {
            row: 'nothing raised, and no row came of it',
            email: 'the copy of the e-mail did not follow',
            gone: 'its row was left behind',
          }[kind]
        }.`;
  return {
    code: 'canary_promise_broken',
    severity: 'blocker',
    ...(at === undefined ? {} : { at }),
    object: `table ${showName(table)}`,
    message: sentence,
    expected: expectations[kind],
    found: struck.length === 0 ? 'no such table or column' : founds[kind],
    hint: 'Look at the findings above: a trigger that does not fire, or a function that writes elsewhere, or swallows its errors.',
  };
}

function more(others: number): string {
  return others <= 0 ? '' : ` (and ${others} more ${others === 1 ? 'case' : 'cases'})`;
}

/** Of a statement a function ran, the first line: the whole of it is in the function. */
function shorten(context: string): string {
  const lines = context.split('\n');
  return lines
    .flatMap((line, index) => {
      if (!CONTEXT_LINE.test(line)) return [];
      const goes = lines[index + 1];
      return goes === undefined || CONTEXT_LINE.test(goes) ? [line] : [`${line} …"`];
    })
    .join('\n');
}

const CONTEXT_LINE =
  /^(SQL statement "|SQL expression "|PL\/pgSQL (function|assignment)|SQL function|JSON data|PL\/|while |COPY |.* line \d+)/;

function placeId({ context }: ServerError): string {
  return /^PL\/pgSQL function .*$/m.exec(context ?? '')?.[0] ?? '';
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
