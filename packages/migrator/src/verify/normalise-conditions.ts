import { quoteIdentifier } from '../database/quote.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { ExpectedTrigger, FoundTrigger } from '../model/trigger.ts';
import { sameTokens } from '../sql/scan-tokens.ts';
import { showTrigger } from './names.ts';
import { cutCondition } from './read-trigger.ts';

/**
 * The conditions of triggers as Postgres prints them: it alone knows that `email IN ('a')` is stored as
 * `(email)::text = ANY …`. Each is made on a temporary copy of the table's columns, in a transaction that is rolled
 * back, so that the table itself is not locked; nothing fires.
 * @returns by trigger; missing are those that could not be made, and those that need not.
 */
export async function normaliseConditions(
  session: Session,
  triggers: readonly ExpectedTrigger[],
  found: readonly FoundTrigger[],
): Promise<ReadonlyMap<ExpectedTrigger, string>> {
  const printed = new Map(found.map((each) => [showTrigger(each), each.when]));
  const conditional = triggers.filter((each) => {
    const is = printed.get(showTrigger(each));
    // Nothing to compare, or written as Postgres prints it.
    return each.when !== undefined && is !== undefined && !sameTokens(each.when, is);
  });
  if (conditional.length === 0) return new Map();
  const together = await tryConditions(session, conditional);
  if (together !== undefined) return together;
  // One of them is about a table or a column that is not there: each apart, since this is no everyday case.
  const apart = new Map<ExpectedTrigger, string>();
  for (const trigger of conditional)
    for (const [key, value] of (await tryConditions(session, [trigger])) ?? []) apart.set(key, value);
  return apart;
}

async function tryConditions(
  session: Session,
  triggers: readonly ExpectedTrigger[],
): Promise<ReadonlyMap<ExpectedTrigger, string> | undefined> {
  try {
    const sets = await session.run(
      [
        "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';",
        'CREATE FUNCTION pg_temp.groundwork_nothing() RETURNS trigger LANGUAGE plpgsql',
        "AS 'BEGIN RETURN NULL; END';",
        ...triggers.map(scratchText),
        'SELECT tgname::text AS name, pg_catalog.pg_get_triggerdef(oid) AS definition FROM pg_catalog.pg_trigger',
        "WHERE tgname LIKE 'groundwork_when_%' AND tgfoid = 'pg_temp.groundwork_nothing'::pg_catalog.regproc; ROLLBACK;",
      ].join('\n'),
    );
    return new Map(
      sets.flat().flatMap(({ name, definition }) => {
        const trigger = triggers[Number(String(name).slice('groundwork_when_'.length))];
        const condition = cutCondition(String(definition));
        if (trigger === undefined || condition === undefined) return [];
        return [[trigger, condition.replace(/^\((.*)\)$/s, '$1')] as const];
      }),
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run('ROLLBACK');
    return undefined;
  }
}

function scratchText(trigger: ExpectedTrigger, index: number): string {
  const { table, timing, events, level, transitions, when } = trigger;
  const name = `groundwork_when_${index}`;
  const original = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const made =
    timing === 'INSTEAD OF'
      ? `CREATE TEMP VIEW ${name} AS SELECT * FROM ${original};`
      : `CREATE TEMP TABLE ${name} (LIKE ${original});`;
  const referencing = transitions.length === 0 ? '' : ` REFERENCING ${transitions.join(' ')}`;
  // The line end closes a comment at the condition's end.
  return `${made} CREATE TRIGGER ${name} ${timing} ${events.join(' OR ')} ON pg_temp.${name}${referencing}
  FOR EACH ${level} WHEN (${when}\n) EXECUTE FUNCTION pg_temp.groundwork_nothing();`;
}
