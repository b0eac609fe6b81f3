import type { Setting } from '../dev/read-settings.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { describeKey } from './describe-key.ts';
import { describeDatabaseUrl, projectOfApi } from './describe-url.ts';

type Lookup = (name: string) => Setting | undefined;

/** A variable that holds a key, what belongs in it, and the name that took its place. */
const holders = [
  { name: 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', kind: 'publishable' },
  { name: 'NEXT_PUBLIC_SUPABASE_ANON_KEY', kind: 'publishable', now: 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY' },
  { name: 'SUPABASE_SECRET_KEY', kind: 'secret' },
  { name: 'SUPABASE_SERVICE_ROLE_KEY', kind: 'secret', now: 'SUPABASE_SECRET_KEY' },
] as const;

/**
 * Looks whether keys are where they belong, and of the same project as the addresses. Pure.
 *
 * @param names All names set anywhere.
 */
export function checkKeys(lookup: Lookup, names: readonly string[]): Check[] {
  const checks: Check[] = [];
  for (const name of names) {
    const value = lookup(name)?.value;
    if (!name.startsWith('NEXT_PUBLIC_') || value === undefined || describeKey(value).kind !== 'secret')
      continue;
    checks.push(
      fail(
        'keys',
        `${name} holds a secret key, and what is named NEXT_PUBLIC_ reaches every browser.`,
        `Take it out, revoke that key in the Dashboard if it was ever deployed, and put the publishable one into NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY.`,
      ),
    );
  }
  for (const holder of holders) {
    const setting = lookup(holder.name);
    if (setting === undefined) continue;
    const { kind, legacy } = describeKey(setting.value);
    if (kind === 'publishable' && holder.kind === 'secret') {
      checks.push(
        fail(
          'keys',
          `${holder.name} (${setting.origin}) holds the publishable key.`,
          'Put the secret one there.',
        ),
      );
    } else if (kind === 'unknown') {
      checks.push(
        fail(
          'keys',
          `${holder.name} (${setting.origin}) holds no key of Supabase.`,
          'Copy it again: Dashboard → Project Settings → API Keys.',
        ),
      );
    } else if ('now' in holder) {
      checks.push(warn('keys', `${holder.name} is the older name.`, `Rename it to ${holder.now}.`));
    } else if (legacy) {
      checks.push(
        warn(
          'keys',
          `${holder.name} holds a key of the older kind, a token.`,
          'Dashboard → Project Settings → API Keys has the new ones.',
        ),
      );
    }
  }
  checks.push(...checkProjects(lookup));
  const held = holders.filter(({ name }) => lookup(name) !== undefined).map(({ name }) => name);
  if (checks.length > 0) return checks;
  return [
    ok(
      'keys',
      held.length === 0 ? 'None are set: the local API brings its own.' : `In place: ${held.join(', ')}.`,
    ),
  ];
}

/** Address, database and token have to be of one project. */
function checkProjects(lookup: Lookup): Check[] {
  const projects = new Map<string, string>();
  const add = (name: string, ref: string | undefined) => {
    if (ref !== undefined) projects.set(name, ref);
  };
  for (const name of ['DIRECT_URL', 'DATABASE_URL'])
    add(name, describeDatabaseUrl(lookup(name)?.value ?? '')?.ref);
  add('NEXT_PUBLIC_SUPABASE_URL', projectOfApi(lookup('NEXT_PUBLIC_SUPABASE_URL')?.value ?? ''));
  for (const { name } of holders) add(name, describeKey(lookup(name)?.value ?? '').ref);
  if (new Set(projects.values()).size < 2) return [];
  const list = [...projects].map(([name, ref]) => `${name} of ${ref}`).join(', ');
  return [fail('project', `These are of different projects: ${list}.`, 'Copy all of them from one project.')];
}
