import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBackground, readKeys } from '@groundwork/local-supabase';
import { readTarget } from '@groundwork/migrator/target';
import type { Io } from '../cli/io.ts';
import type { DevFacts } from './plan-dev.ts';
import { readSettings } from './read-settings.ts';

/**
 * What the environment names. Addresses of our own, copied from `stack -- status -o env` into `.env.local`, name
 * nothing new: what is behind them is started here.
 *
 * @param apiPort Where the local API would listen.
 * @throws MigratorError when what is named is no database.
 */
export async function readDevFacts(io: Io, apiPort: number): Promise<DevFacts> {
  const directory = join(io.root, '.local', 'supabase');
  const settings = readSettings(io.env, io.root);
  const apiUrl = settings('NEXT_PUBLIC_SUPABASE_URL');
  const key = settings('NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY')?.value;
  const isOurs =
    apiUrl?.value.replace(/\/+$/, '') === `http://127.0.0.1:${apiPort}` &&
    key === (await readKeys(directory)).publishableKey;
  const target = readTarget(io.env, io.cwd);
  const named = target === undefined || isEmbedded(io.root, target.password) ? undefined : target;
  return {
    apiUrl: isOurs ? undefined : apiUrl,
    background: await readBackground(directory),
    database: named && {
      kind: named.kind === 'remote' ? 'remote' : 'local',
      label: named.label,
      origin: named.origin,
    },
  };
}

/** Its password is generated, so nobody else has it. */
function isEmbedded(root: string, password: string): boolean {
  try {
    return (
      password !== '' && readFileSync(join(root, '.local/postgres/password'), 'utf8').trim() === password
    );
  } catch {
    return false;
  }
}
