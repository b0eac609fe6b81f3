import { environmentNames, readEnvironment } from '@groundwork/web/environment';
import type { Settings } from '../dev/read-settings.ts';
import type { Check } from './check.ts';
import { checkEnvironment } from './check-environment.ts';

/** The settings against the schema of the web app. */
export function readAppEnvironment(settings: Settings): Check[] {
  const source = Object.fromEntries(environmentNames.map((name) => [name, settings(name)?.value]));
  const named = ['NEXT_PUBLIC_SUPABASE_URL', 'DATABASE_URL', 'DIRECT_URL'].some(
    (name) => settings(name) !== undefined,
  );
  const { problems, notices } = readEnvironment(source);
  // What is wrong with a key that is set, the check of the keys says.
  const ours = problems.filter(({ name }) => !name.endsWith('_KEY') || settings(name) === undefined);
  const reading = { problems: ours, notices };
  return checkEnvironment({ reading, known: environmentNames, inFiles: settings.inFiles, named });
}
