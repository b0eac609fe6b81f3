import { quoteIdentifier, quoteLiteral } from '../database/quote.ts';
import { type Row, ServerError, type Session } from '../model/ports.ts';
import type { TriggerPromise } from '../model/trigger.ts';
import type { CanaryCase } from './canary-cases.ts';
import { readNotHeld } from './hold-sequences.ts';

/** What the canary flies with. */
export interface CanaryFlight {
  readonly cases: readonly CanaryCase[];
  /** What can be looked at afterwards. */
  readonly promises: readonly TriggerPromise[];
  /** The role to become; undefined: stay who we are. */
  readonly role: string | undefined;
  readonly searchPath: string;
  /** SQL that holds sequences, first in each transaction; empty where there are none. */
  readonly hold: string;
  /** Milliseconds. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** What became of one case. */
export interface CanaryOutcome {
  readonly canary: CanaryCase;
  /** What the server refused. */
  readonly error?: ServerError;
  readonly kept: readonly TriggerPromise[];
  readonly broken: readonly TriggerPromise[];
}

/** How all of them fared, and the sequences somebody else was using. */
export interface CanaryRun {
  readonly outcomes: readonly CanaryOutcome[];
  readonly notHeld: readonly string[];
}

/**
 * Tries all cases in one message, in one transaction that is rolled back at its end: nothing stays locked while an answer
 * is on its way. The server stops at the first error; then each case is tried in a transaction of its own, so that each
 * has its own verdict.
 */
export async function runCanary(session: Session, flight: CanaryFlight): Promise<CanaryRun> {
  const notHeld = new Set<string>();
  const stop = session.onNotice((notice) => {
    const name = readNotHeld(notice);
    if (name !== undefined) notHeld.add(name);
  });
  try {
    return { outcomes: await tryCases(session, flight), notHeld: [...notHeld] };
  } finally {
    stop();
  }
}

async function tryCases(session: Session, flight: CanaryFlight): Promise<readonly CanaryOutcome[]> {
  const { cases } = flight;
  try {
    const rows = (await session.run(messageOf(flight, cases))).flat();
    return cases.map((canary, index) =>
      judge(
        flight,
        canary,
        rows.filter((row) => row.canary === index),
      ),
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
  const outcomes: CanaryOutcome[] = [];
  for (const canary of cases) {
    try {
      const sets = await session.run(`ROLLBACK; ${messageOf(flight, [canary])}`);
      outcomes.push(judge(flight, canary, sets.flat()));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      outcomes.push({ canary, error, kept: [], broken: [] });
      // Who waits once waits each time, and others behind us.
      if (wasKeptWaiting(error)) break;
    }
  }
  await session.run('ROLLBACK');
  return outcomes;
}

/** A lock that was not had, a statement that took too long, a deadlock: nothing is said about the triggers. */
export function wasKeptWaiting({ sqlstate }: ServerError): boolean {
  return sqlstate === '55P03' || sqlstate === '57014' || sqlstate === '40P01';
}

function messageOf(flight: CanaryFlight, cases: readonly CanaryCase[]): string {
  return [
    'BEGIN',
    `SET LOCAL statement_timeout = ${flight.statementTimeout}`,
    ...(flight.hold === '' ? [] : [flight.hold]),
    `SET LOCAL lock_timeout = ${flight.lockTimeout}`,
    ...cases.flatMap((canary, index) => caseText(flight, canary, index)),
    'ROLLBACK',
  ].join(';\n');
}

/** What is promised of deferred constraints and triggers comes at a commit; here there is none. */
function caseText(flight: CanaryFlight, canary: CanaryCase, index: number): readonly string[] {
  const { role, searchPath, promises } = flight;
  return [
    'SAVEPOINT canary',
    ...(role === undefined ? [] : [`SET LOCAL ROLE ${quoteIdentifier(role)}`]),
    `SELECT pg_catalog.set_config('search_path', ${quoteLiteral(searchPath)}, true)`,
    ...canary.statements.flatMap((statement) => [statement, 'SET CONSTRAINTS ALL IMMEDIATE']),
    'RESET ROLE',
    "SET LOCAL search_path = ''",
    [
      `SELECT ${index} AS canary, NULL::int AS promise, true AS kept`,
      ...promises.flatMap((promise, at) =>
        promise.kind === canary.asks ? [`SELECT ${index}, ${at}, ${checkText(promise, canary)}`] : [],
      ),
    ].join(' UNION ALL '),
    'ROLLBACK TO SAVEPOINT canary',
    'RELEASE SAVEPOINT canary',
  ];
}

function checkText({ kind, table, key, column = key }: TriggerPromise, canary: CanaryCase): string {
  const from = `FROM ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)} AS t`;
  const row = `t.${quoteIdentifier(key)} = ${quoteLiteral(canary.user)}`;
  const email = quoteLiteral(canary.email ?? '');
  switch (kind) {
    case 'row':
      return `EXISTS (SELECT ${from} WHERE ${row})`;
    case 'gone':
      return `NOT EXISTS (SELECT ${from} WHERE ${row})`;
    case 'email':
      return `NOT EXISTS (SELECT ${from} WHERE ${row} AND t.${quoteIdentifier(column)}::text IS DISTINCT FROM ${email})`;
  }
}

function judge({ promises }: CanaryFlight, canary: CanaryCase, rows: readonly Row[]): CanaryOutcome {
  const checked = (wanted: boolean) =>
    rows.flatMap(({ promise, kept }) => {
      const found = promise == null ? undefined : promises[Number(promise)];
      return found === undefined || kept !== wanted ? [] : [found];
    });
  return { canary, kept: checked(true), broken: checked(false) };
}
