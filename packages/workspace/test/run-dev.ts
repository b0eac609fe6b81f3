import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryFolder } from '@groundwork/local-postgres/testing';

const repository = join(import.meta.dirname, '..', '..', '..');

/** A workspace with data of its own: nobody's database is migrated by a test. */
export function makeWorkspace(): string {
  const folder = realpathSync(mkdtempSync(join(memoryFolder() ?? tmpdir(), 'dev-')));
  mkdirSync(join(folder, '.git'));
  for (const name of ['scripts', 'apps', 'supabase']) symlinkSync(join(repository, name), join(folder, name));
  return folder;
}

/** The workspace's commands, built. @returns the path of the program. */
export async function buildCommands(): Promise<string> {
  const { buildCommand }: { buildCommand(root: string, folder: string): Promise<string> } = await import(
    join(repository, 'scripts/build-command.mjs')
  );
  return fileURLToPath(await buildCommand(repository, 'packages/workspace'));
}

export interface RunningDev {
  readonly child: ChildProcess;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  /** What it has printed so far. */
  output(): string;
  /** Waits for a text in what it prints. @throws Error when it ends without. */
  until(text: string): Promise<void>;
}

/** `dev`, typed in a workspace. */
export function runDev(
  command: string,
  workspace: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningDev {
  const child = spawn(process.execPath, [command, 'dev', ...args], {
    cwd: workspace,
    env: {
      ...process.env,
      INIT_CWD: workspace,
      MIGRATE_DIR: join(repository, 'packages/db/drizzle'),
      DATABASE_URL: '',
      DIRECT_URL: '',
      NEXT_PUBLIC_SUPABASE_URL: '',
      NEXT_TELEMETRY_DISABLED: '1',
      // Somebody may be working in this very folder.
      NEXT_DIST_DIR: '.next/dev-test',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    ended,
    output: () => output,
    async until(text: string) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`dev ended with ${child.exitCode}:\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

export async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

export async function freePort(): Promise<number> {
  const { server, port } = await listen();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
