import { spawn } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openNamedTarget } from '@groundwork/migrator/target';
import type { Io } from '../cli/io.ts';
import { WorkspaceError } from '../cli/workspace-error.ts';
import { supabaseCli } from './supabase-cli.ts';

const file = 'packages/db/src/database.types.ts';
const head =
  '// What the Data API shows of the schema public, as `npm run db:types` wrote it from a migrated database.\n\n';

/**
 * Writes the types of supabase-js from the database every command is for, by the pinned Supabase CLI.
 *
 * @param check Only compare.
 * @returns 1 when `check` finds them out of date.
 * @throws WorkspaceError types_failed.
 */
export async function generateTypes(io: Io, check: boolean): Promise<number> {
  const path = join(io.root, file);
  const { target, url, release } = await openNamedTarget(io.env, io.cwd);
  try {
    const types = await format(path, head + (await ask(io, url)));
    const old = await readFile(path, 'utf8').catch(() => '');
    if (types === old) {
      io.out(`✅ ${file} is up to date with ${target.label}.`);
      return 0;
    }
    if (check) {
      io.err(`❌ ${file} is not what ${target.label} gives.\n   npm run db:types writes it.`);
      return 1;
    }
    const beside = `${path}.${process.pid}.tmp`;
    await writeFile(beside, types);
    await rename(beside, path);
    io.out(`✅ ${file} written from ${target.label}.`);
    return 0;
  } finally {
    await release();
  }
}

/** The password goes by the environment: everybody on this machine can read arguments. */
async function ask(io: Io, url: string): Promise<string> {
  const { address, password, tls } = splitUrl(url);
  const args = ['gen', 'types', '--lang=typescript', '--schema=public', `--remote=${address}`];
  const { code, out, err } = await run([...supabaseCli(io.env), ...args], io.root, {
    ...process.env,
    PGPASSWORD: password,
    PGSSLMODE: tls,
  });
  if (code === 0 && out.includes('export type Database')) return out;
  const said = `${err}\n${out}`
    .trim()
    .split('\n')
    .slice(-8)
    .join('\n')
    .replaceAll(password || '\0', '…');
  throw new WorkspaceError(
    'types_failed',
    `The Supabase CLI gave no types (exit code ${code}):\n${said}`,
    'The first run fetches it from npm; what it says stands above.',
  );
}

function splitUrl(url: string): { address: string; password: string; tls: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  const tls = parsed.searchParams.get('sslmode') ?? 'disable';
  parsed.password = '';
  parsed.search = '';
  return { address: parsed.href, password, tls };
}

/** By the rules of this repository, so that the file passes its own check. */
async function format(path: string, text: string): Promise<string> {
  const require = createRequire(path);
  const biome = join(dirname(require.resolve('@biomejs/biome/package.json')), 'bin/biome');
  const { code, out, err } = await run(
    [process.execPath, biome, 'check', '--write', `--stdin-file-path=${path}`],
    dirname(path),
    process.env,
    text,
  );
  if (code === 0) return out;
  throw new WorkspaceError(
    'types_failed',
    `Biome could not format the types:\n${err.trim()}`,
    'npm run format',
  );
}

function run(
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<{ code: number; out: string; err: string }> {
  const shell = program === 'npm' && process.platform === 'win32';
  const child = spawn(program, args, { cwd, env, stdio: 'pipe', shell });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.on('error', () => {}); // it may end without reading: its exit code tells
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, out, err }));
  });
}
