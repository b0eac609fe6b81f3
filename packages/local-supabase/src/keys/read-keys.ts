import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LocalSupabaseError } from '../local-supabase-error.ts';
import { handOver } from './hand-over.ts';
import { signToken } from './sign-token.ts';

/** What a client of the API identifies itself with, and what access tokens are signed with. */
export interface StackKeys {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly jwtSecret: string;
  /** The older notation of the publishable key: a signed token of the role anon. */
  readonly anonKey: string;
  /** The older notation of the secret key: a signed token of service_role. */
  readonly serviceRoleKey: string;
}

const tenYears = 10 * 365 * 24 * 60 * 60;
const names = ['publishableKey', 'secretKey', 'jwtSecret', 'anonKey', 'serviceRoleKey'] as const;

/**
 * The keys kept in `directory`, made at the first call. Two first callers get the same ones.
 *
 * @throws LocalSupabaseError local_supabase_keys_unreadable.
 */
export async function readKeys(directory: string): Promise<StackKeys> {
  const path = join(directory, 'keys.json');
  try {
    return (await readFrom(path)) ?? (await createKeys(path));
  } catch (error) {
    throw new LocalSupabaseError(
      'local_supabase_keys_unreadable',
      `The keys of the local Supabase API in ${path} cannot be used: ${error instanceof Error ? error.message : error}`,
      'Remove the file to get new keys; everybody is signed out then.',
      error,
    );
  }
}

async function readFrom(path: string): Promise<StackKeys | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (!isKeys(value)) throw new Error(`it lacks one of ${names.join(', ')}`);
  return value;
}

function isKeys(value: unknown): value is StackKeys {
  if (value === null || typeof value !== 'object') return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return names.every((name) => typeof found.get(name) === 'string' && found.get(name) !== '');
}

async function createKeys(path: string): Promise<StackKeys> {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(beside, `${JSON.stringify(await generateKeys(), null, 2)}\n`, { mode: 0o600 });
  handOver(folder, beside);
  try {
    // A link appears with its content, and fails where another process was first.
    await link(beside, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(beside, { force: true });
  }
  const keys = await readFrom(path);
  if (keys === undefined) throw new Error('it was removed a moment after it was written');
  return keys;
}

async function generateKeys(): Promise<StackKeys> {
  const { generateApiKey } = await import('@supabase/lite');
  const jwtSecret = randomBytes(32).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const legacy = (role: string) =>
    signToken({ iss: 'groundwork-local', role, iat: now, exp: now + tenYears }, jwtSecret);
  return {
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
    jwtSecret,
    anonKey: legacy('anon'),
    serviceRoleKey: legacy('service_role'),
  };
}
