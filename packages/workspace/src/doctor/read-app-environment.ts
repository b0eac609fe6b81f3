import type { Settings } from '../dev/read-settings.ts';
import type { Check } from './check.ts';
import { checkEnvironment, type EnvironmentReading } from './check-environment.ts';

const known = ['NEXT_PUBLIC_SUPABASE_URL'];

/** The settings against the schema of the web app. */
export function readAppEnvironment(settings: Settings): Check[] {
  const reading: EnvironmentReading = { problems: [], notices: [] };
  const named = ['NEXT_PUBLIC_SUPABASE_URL', 'DATABASE_URL', 'DIRECT_URL'].some(
    (name) => settings(name) !== undefined,
  );
  return checkEnvironment({ reading, known, inFiles: settings.inFiles, named });
}
