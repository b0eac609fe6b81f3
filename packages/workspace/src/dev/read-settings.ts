import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';

/** Where a setting stands: the environment, or the name of a file. */
export interface Setting {
  readonly value: string;
  readonly origin: string;
}

/** All settings, by name. */
export interface Settings {
  (name: string): Setting | undefined;
  /** Every name that is set anywhere, and those that stand in a file. */
  readonly names: readonly string[];
  readonly inFiles: readonly string[];
}

/**
 * Looks settings up as the migrator and the app do: the environment, then `.env.local`, then `.env` of the root. An
 * empty one counts as unset.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const sources = [
    { origin: 'the environment', values: env },
    ...['.env.local', '.env'].map((name) => ({ origin: name, values: readFile(join(root, name)) })),
  ];
  const lookup = (name: string) => {
    for (const { origin, values } of sources) {
      const value = values[name]?.trim();
      if (value) return { value, origin };
    }
    return undefined;
  };
  const inFiles = sources.slice(1).flatMap(({ values }) => Object.keys(values));
  return Object.assign(lookup, { names: [...new Set([...Object.keys(env), ...inFiles])], inFiles });
}

function readFile(path: string): Readonly<Record<string, string | undefined>> {
  try {
    return parse(readFileSync(path));
  } catch {
    return {};
  }
}
