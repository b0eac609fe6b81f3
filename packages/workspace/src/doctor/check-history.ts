import type { MigratorAnswer } from './ask-migrator.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** What `migrate status --json` says of the history. Pure. */
export function checkHistory({ result }: MigratorAnswer): Check {
  const error = describeError(result);
  if (error) return fail('history', error.message, error.hint);
  const findings = list(result.findings);
  const [first] = findings;
  if (first !== undefined) {
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return fail(
      'history',
      `${text(first.message)}${more}`,
      text(first.hint) || 'npm run migrate -- status tells more.',
    );
  }
  const migrations = list(result.migrations);
  const pending = migrations.filter(({ state }) => state === 'pending').length;
  const applied = `${migrations.length - pending} of ${migrations.length} migrations are applied`;
  if (pending > 0) return warn('history', `${applied}.`, 'npm run migrate');
  return ok('history', `${applied}, each as its file says.`);
}

/** What `migrate verify-triggers --json` says. Pure. */
export function checkTriggers({ exitCode, result }: MigratorAnswer): Check {
  const error = describeError(result);
  if (error) return fail('triggers', error.message, error.hint);
  const triggers = list(result.triggers);
  if (exitCode === 0)
    return ok('triggers', `${triggers.length} are in place, and a rehearsed sign-up keeps their promises.`);
  const [first] = list(result.findings);
  return fail(
    'triggers',
    first === undefined ? 'They are not as their files say.' : text(first.message),
    'npm run verify-triggers tells which, and why.',
  );
}

function describeError(result: MigratorAnswer['result']): { message: string; hint: string } | undefined {
  const { error } = result;
  if (error === null || typeof error !== 'object' || !('message' in error)) return undefined;
  return {
    message: text(error.message),
    hint: ('hint' in error && text(error.hint)) || 'npm run migrate -- status',
  };
}

function list(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((item) => item !== null && typeof item === 'object') : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
