import type { Finding } from '../model/finding.ts';
import type { Session } from '../model/ports.ts';
import type { CanaryResult, TriggerVerdict } from '../model/result.ts';
import type { Expectations, TriggerPromise } from '../model/trigger.ts';
import { canaryCases } from './canary-cases.ts';
import { compareAll } from './compare-all.ts';
import { describeCanary, showPromise } from './describe-canary.ts';
import { lookAhead, type Outlook } from './look-ahead.ts';
import { sameName, USERS } from './names.ts';
import { normaliseConditions } from './normalise-conditions.ts';
import type { TriggerFacts } from './read-facts.ts';
import { distinctPromises, readPromises } from './read-promises.ts';
import { runCanary } from './run-canary.ts';

/** How far a verification goes. */
export interface VerifySettings {
  /** Try sign-ups, and undo them. */
  readonly canary: boolean;
  readonly readOnly: boolean;
  /** Role that connected. */
  readonly user: string;
  /** Longest wait for a lock and for a statement of the canary, in milliseconds; 0 is the canary's own limit. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** Compares the triggers of the files with those of the database, then lets a canary sign up. Leaves nothing behind. */
export async function verifyTriggers(
  session: Session,
  expectations: Expectations,
  facts: TriggerFacts,
  settings: VerifySettings,
): Promise<{ verdicts: readonly TriggerVerdict[]; canary: CanaryResult; findings: readonly Finding[] }> {
  const promises = await allPromises(expectations, facts);
  // A replica makes no temporary tables.
  const conditions = settings.readOnly
    ? new Map()
    : await normaliseConditions(session, expectations.triggers, facts.triggers);
  const outlook = await lookAhead(
    session,
    expectations.triggers.map(({ table }) => table),
    promises,
  );
  const { verdicts, findings } = compareAll(expectations, facts, conditions, outlook.tables);
  const reason = whyNot(facts, expectations, settings);
  if (reason !== undefined)
    return { verdicts, canary: { ran: false, reason, checks: [], notes: [] }, findings };
  const flown = await fly(session, expectations, facts, settings, outlook);
  return { verdicts, canary: flown.canary, findings: [...findings, ...flown.findings] };
}

/** What the files' triggers on users promise, and those in no file; what foreign keys of the files promise with them. */
async function allPromises(
  { triggers, functions, references }: Expectations,
  facts: TriggerFacts,
): Promise<readonly TriggerPromise[]> {
  const onUsers = triggers.filter(({ table, enabled }) => sameName(table, USERS) && enabled === 'enabled');
  const unknown = facts.triggers.filter(
    ({ name, table, enabled }) =>
      sameName(table, USERS) && enabled === 'enabled' && !onUsers.some((each) => each.name === name),
  );
  const promises: TriggerPromise[] = [];
  for (const trigger of [...onUsers, ...unknown]) {
    const sources = [...functions, ...facts.functions];
    const called = sources.find(({ name }) => sameName(name, trigger.function));
    if (called !== undefined) promises.push(...(await readPromises(trigger, called)));
  }
  const cascades = promises
    .filter(({ kind }) => kind === 'row')
    .filter(({ table, key }) =>
      references.some((each) => each.cascades && sameName(each.table, table) && each.column === key),
    )
    .map(({ table, key }): TriggerPromise => ({ kind: 'gone', table, key, trigger: undefined }));
  return distinctPromises([...promises, ...cascades]);
}

function whyNot(
  { users, triggers }: TriggerFacts,
  expectations: Expectations,
  { canary, readOnly, user }: VerifySettings,
): string | undefined {
  if (!canary) return '--no-canary was given';
  if (users === undefined) return 'this database has no auth.users';
  if (![...triggers, ...expectations.triggers].some(({ table }) => sameName(table, USERS)))
    return 'there is no trigger on auth.users';
  if (!users.columns.has('id') || !users.columns.has('email')) return 'auth.users is not the one of Supabase';
  if (readOnly) return 'the database is read-only';
  if (!users.maySetRole && !users.mayWrite)
    return `role ${user} may neither write to auth.users nor become supabase_auth_admin`;
  return undefined;
}

/** Longest waits of a canary, in milliseconds: sign-ups of real people stand behind it. */
const LONGEST_LOCK = 2_000;
const LONGEST_STATEMENT = 10_000;

async function fly(
  session: Session,
  expectations: Expectations,
  { users, functions, triggers }: TriggerFacts,
  { user, lockTimeout, statementTimeout }: VerifySettings,
  { promises, sequences }: Outlook,
): Promise<{ canary: CanaryResult; findings: readonly Finding[] }> {
  const withState = (wanted: string) =>
    [...promises].flatMap(([each, state]) => (state === wanted ? [each] : []));
  const atMost = (limit: number, given: number) => (given === 0 ? limit : Math.min(limit, given));
  const role = users?.maySetRole === true ? users.authRole : undefined;
  const outcomes = await runCanary(session, {
    cases: canaryCases(users?.columns ?? new Set()),
    promises: withState('readable'),
    role,
    searchPath: users?.searchPath ?? 'auth',
    first: sequences.statements,
    lockTimeout: atMost(LONGEST_LOCK, lockTimeout),
    statementTimeout: atMost(LONGEST_STATEMENT, statementTimeout),
  });
  const missing = withState('missing');
  const findings = describeCanary(outcomes, missing, {
    found: functions,
    expected: expectations.functions,
    triggers: expectations.triggers,
  });
  return {
    canary: {
      ran: true,
      role: role ?? user,
      checks: outcomes.map(({ canary, error, kept, broken }) => ({
        title: canary.title,
        ok: error === undefined && broken.length === 0,
        kept: kept.map(showPromise),
        broken: broken.map(showPromise),
      })),
      notes: notesOf(role, user, withState('unreadable'), sequences.notHeld),
      sequences: sequences.notHeld,
    },
    findings: role === undefined ? [...findings, ...invokers()] : findings,
  };

  /** As somebody else the canary does not see what rights the Auth server's role lacks. */
  function invokers(): Finding[] {
    return triggers
      .filter(({ table }) => sameName(table, USERS))
      .flatMap(({ function: name }) => functions.find((each) => sameName(each.name, name)) ?? [])
      .filter(({ name, securityDefiner, body }) => {
        const expected = expectations.functions.find((each) => sameName(each.name, name));
        return (
          !securityDefiner &&
          expected?.securityDefiner !== true &&
          /\b(insert|update|delete|merge)\b/i.test(body)
        );
      })
      .map(({ name }) => ({
        code: 'trigger_function_security',
        severity: 'warning',
        object: `function ${name.schema}.${name.name}()`,
        message: `Function ${name.schema}.${name.name}() is not SECURITY DEFINER, and a sign-up runs as supabase_auth_admin, whose rights could not be tried.`,
        hint: 'Make it SECURITY DEFINER with a pinned search_path, or see that supabase_auth_admin has what it needs.',
      }));
  }
}

function notesOf(
  role: string | undefined,
  user: string,
  unreadable: readonly TriggerPromise[],
  notHeld: readonly string[],
): readonly string[] {
  return [
    ...(role === undefined
      ? [
          `role ${user} may not become supabase_auth_admin, as which real sign-ups run: what that role may not do was not tried`,
        ]
      : []),
    ...(unreadable.length > 0
      ? [`role ${user} cannot look at these: ${unreadable.map(showPromise).join(', ')}`]
      : []),
    ...(notHeld.length > 0
      ? [`sequences that may have lost some numbers, being of other owners or too many: ${someOf(notHeld)}`]
      : []),
  ];
}

function someOf(names: readonly string[]): string {
  const rest = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
