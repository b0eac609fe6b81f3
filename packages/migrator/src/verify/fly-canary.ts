import type { Finding } from '../model/finding.ts';
import type { Session } from '../model/ports.ts';
import type { CanaryResult } from '../model/result.ts';
import type { Expectations, TriggerPromise } from '../model/trigger.ts';
import { canaryCases } from './canary-cases.ts';
import { describeCanary, showPromise } from './describe-canary.ts';
import type { Outlook } from './look-ahead.ts';
import { sameName, USERS } from './names.ts';
import type { TriggerFacts } from './read-facts.ts';
import { runCanary } from './run-canary.ts';

/** Who flies it, and how long it may take. */
export interface CanarySettings {
  /** Role that connected. */
  readonly user: string;
  /** Longest wait for a lock and for a statement, in milliseconds; 0 is the canary's own limit. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** Longest waits of a canary, in milliseconds: sign-ups of real people stand behind it. */
const LONGEST_LOCK = 2_000;
const LONGEST_STATEMENT = 10_000;

/** Lets the canary fly, and says what became of it. */
export async function flyCanary(
  session: Session,
  expectations: Expectations,
  { users, functions, triggers }: TriggerFacts,
  { user, lockTimeout, statementTimeout }: CanarySettings,
  { promises, sequences }: Outlook,
): Promise<{ canary: CanaryResult; findings: readonly Finding[] }> {
  const withState = (wanted: string) =>
    [...promises].flatMap(([each, state]) => (state === wanted ? [each] : []));
  const atMost = (limit: number, given: number) => (given === 0 ? limit : Math.min(limit, given));
  const role = users?.maySetRole === true ? users.authRole : undefined;
  const { outcomes, notHeld } = await runCanary(session, {
    cases: canaryCases(users?.columns ?? new Set()),
    promises: withState('readable'),
    role,
    searchPath: users?.searchPath ?? 'auth',
    hold: sequences.text,
    lockTimeout: atMost(LONGEST_LOCK, lockTimeout),
    statementTimeout: atMost(LONGEST_STATEMENT, statementTimeout),
  });
  const missing = withState('missing');
  const moved = [...sequences.notHeld, ...notHeld];
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
      notes: notesOf(role, user, withState('unreadable'), moved),
      sequences: moved,
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
      ? [
          `sequences that may have lost some numbers, being of other owners, in use, or too many: ${someOf(notHeld)}`,
        ]
      : []),
  ];
}

function someOf(names: readonly string[]): string {
  const rest = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
