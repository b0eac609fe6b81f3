import { type Check, fail, ok, warn } from './check.ts';

/** What the schema of the web app says of the settings. */
export interface EnvironmentReading {
  readonly problems: readonly { readonly name: string; readonly message: string; readonly where: string }[];
  readonly notices: readonly string[];
}

export interface EnvironmentFacts {
  readonly reading: EnvironmentReading;
  /** All names the schema knows. */
  readonly known: readonly string[];
  /** Names that stand in env files. */
  readonly inFiles: readonly string[];
  /** Whether anything names a database or an API. */
  readonly named: boolean;
}

/**
 * The settings against the schema the web app is checked with. Where nothing is named, `npm run dev` sets what is
 * missing. Pure.
 */
export function checkEnvironment({ reading, known, inFiles, named }: EnvironmentFacts): Check[] {
  const checks: Check[] = [];
  if (named) {
    for (const { name, message, where } of reading.problems) {
      checks.push(fail('environment', `${name} ${message}.`, `Set ${name} to what stands at: ${where}.`));
    }
  }
  for (const name of inFiles) {
    if (known.includes(name)) continue;
    const meant = known.find((candidate) => isNear(candidate, name));
    if (meant !== undefined)
      checks.push(warn('environment', `Nothing reads ${name}.`, `Was ${meant} meant?`));
  }
  if (checks.length > 0) return checks;
  const says = named
    ? 'All that the web app needs is set.'
    : 'Nothing is set: `npm run dev` sets what the web app needs.';
  return [ok('environment', says)];
}

/** Whether a name is another one misspelt: at most two letters wrong, missing or too many. */
function isNear(one: string, other: string): boolean {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, candidate] of [...other].entries()) {
      const replaced = (row[at] ?? 0) + (letter === candidate ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) <= 2;
}
