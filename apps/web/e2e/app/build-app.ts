import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { distDir, nextCommand } from './next-command.ts';

const SOURCES = ['app', 'auth', 'components', 'data', 'design', 'environment', 'forms', 'server'];
const FILES = [
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'postcss.config.mjs',
  'package.json',
  'tsconfig.json',
];

/** In the environment while the app is built: none of them may be in what a browser is sent. */
export const secrets = {
  SUPABASE_SECRET_KEY: 'sb_secret_3vDq-in-no-chunk-7Hs',
  DATABASE_URL: 'postgresql://postgres:pw-9Kx-in-no-chunk-2Zt@127.0.0.1:1/postgres',
};

const web = dirname(dirname(import.meta.dirname));

/** globalSetup: builds the app as `npm run build` does, unless a build of these very sources is there. */
export default async function buildApp(): Promise<void> {
  const stamp = join(web, distDir, 'groundwork-sources');
  const sources = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const { command, args, env } = nextCommand(web, ['build'], secrets);
  const child = spawn(command, args, { cwd: web, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`next build failed:\n${Buffer.concat(output)}`);
  writeFileSync(stamp, sources);
}

function hashSources(): string {
  const hash = createHash('sha256');
  const lockfile = '../../pnpm-lock.yaml';
  const database = '../../packages/db/src';
  for (const name of [...FILES, lockfile, ...[...SOURCES, database].flatMap((folder) => listFiles(folder))]) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(web, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  return readdirSync(join(web, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => relative(web, join(entry.parentPath, entry.name)))
    .sort();
}
