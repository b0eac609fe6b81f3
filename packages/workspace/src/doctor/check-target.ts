import type { Setting } from '../dev/read-settings.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { describeDatabaseUrl } from './describe-url.ts';

/** The database the environment names, or why it names none. */
export interface TargetFacts {
  readonly target?: { readonly label: string; readonly origin: string } | undefined;
  readonly problem?: { readonly message: string; readonly hint: string };
  readonly databaseUrl: Setting | undefined;
  readonly directUrl: Setting | undefined;
  readonly apiUrl: Setting | undefined;
  readonly embeddedRunning: boolean;
}

/** Where migrations would go, and whether that can work. Pure. */
export function checkTarget(facts: TargetFacts): Check[] {
  const { target, problem, databaseUrl, directUrl, apiUrl } = facts;
  if (problem !== undefined) return [fail('database', problem.message, problem.hint)];
  if (target === undefined) {
    const state = facts.embeddedRunning ? 'It runs.' : 'It does not run now; whatever needs it starts it.';
    return [ok('database', `The embedded Postgres: no URL names another. ${state}`)];
  }
  const used = target.origin.startsWith('DIRECT_URL') ? directUrl : databaseUrl;
  const kind = describeDatabaseUrl(used?.value ?? '')?.kind ?? 'other';
  const checks = [ok('database', `${target.label}, from ${target.origin}: ${sentences[kind]}.`)];
  const app = describeDatabaseUrl(databaseUrl?.value ?? '')?.kind;
  if (app === 'transaction pooler' && used !== databaseUrl) {
    checks.push(
      ok(
        'app database',
        'DATABASE_URL is the transaction pooler: right for the app, and DIRECT_URL for migrations.',
      ),
    );
  }
  if (kind === 'direct') {
    checks.push(
      warn(
        'network',
        'The direct connection is reached by IPv6 alone, unless the project pays for IPv4.',
        'Where it cannot be reached (ENETUNREACH) use the session pooler, port 5432.',
      ),
    );
  }
  if (apiUrl === undefined) {
    checks.push(
      fail(
        'API',
        `${target.origin} names a database, and nothing the API in front of it.`,
        'Set NEXT_PUBLIC_SUPABASE_URL and NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY of the same project.',
      ),
    );
  }
  return checks;
}

const sentences = {
  direct: 'the direct connection to a hosted project',
  'session pooler': 'the session pooler of a hosted project',
  'transaction pooler': 'a transaction pooler',
  'Supabase CLI': 'the stack of the Supabase CLI',
  'this machine': 'a Postgres on this machine',
  other: 'a Postgres elsewhere',
} as const;
