import type { Finding } from '../model/finding.ts';
import type { Session } from '../model/ports.ts';
import type { CanaryResult, TriggerVerdict } from '../model/result.ts';
import type { Expectations } from '../model/trigger.ts';
import { collectPromises } from './collect-promises.ts';
import { compareAll } from './compare-all.ts';
import { type CanarySettings, flyCanary } from './fly-canary.ts';
import { lookAhead } from './look-ahead.ts';
import { sameName, USERS } from './names.ts';
import { normaliseConditions } from './normalise-conditions.ts';
import type { TriggerFacts } from './read-facts.ts';

/** How far a verification goes. */
export interface VerifySettings extends CanarySettings {
  /** Try sign-ups, and undo them. */
  readonly canary: boolean;
  readonly readOnly: boolean;
}

/** Compares the triggers of the files with those of the database, then lets a canary sign up. Leaves nothing behind. */
export async function verifyTriggers(
  session: Session,
  expectations: Expectations,
  facts: TriggerFacts,
  settings: VerifySettings,
): Promise<{ verdicts: readonly TriggerVerdict[]; canary: CanaryResult; findings: readonly Finding[] }> {
  const promises = await collectPromises(expectations, facts);
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
  const flown = await flyCanary(session, expectations, facts, settings, outlook);
  return { verdicts, canary: flown.canary, findings: [...findings, ...flown.findings] };
}

/** Why no canary flies; undefined: it does. */
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
