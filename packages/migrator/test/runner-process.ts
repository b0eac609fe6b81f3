import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type postgres from 'postgres';

const BIN = join(import.meta.dirname, '..', 'bin', 'migrate.mjs');

/** The command line as a process of its own, which can be killed. */
export function startRunner(url: string, cwd: string, ...argv: readonly string[]): ChildProcess {
  const { INIT_CWD: _, ...env } = process.env;
  return spawn(process.execPath, [BIN, ...argv, '--dir', cwd], {
    env: { ...env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export function waitForFile(runner: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    runner.stdout?.on('data', (chunk) => {
      output += chunk;
      if (output.includes(name)) resolve();
    });
    runner.on('exit', (code) =>
      reject(new Error(`the runner ended with ${code} before ${name}:\n${output}`)),
    );
  });
}

export function ended(runner: ChildProcess): Promise<number | null> {
  if (runner.exitCode !== null || runner.signalCode !== null) return Promise.resolve(runner.exitCode);
  return new Promise((resolve) => runner.on('close', resolve));
}

/** The server notices that its client is gone when it next writes; until then it goes on. */
export async function settle(sql: postgres.Sql): Promise<void> {
  await waitUntil(async () => {
    const rows = await sql`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'groundwork-migrate'`;
    return rows.length === 0;
  });
}

export async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('waited 60 seconds for nothing');
}

/** What a process of the command line says and how it ends. */
export async function runProcess(
  url: string,
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const started = startQuietly(url, cwd, argv, env);
  const exitCode = await ended(started.runner);
  return { exitCode, stdout: started.output.stdout, stderr: started.output.stderr };
}

/** The same while it runs. */
export function startQuietly(
  url: string,
  cwd: string,
  argv: readonly string[],
  extra: Readonly<Record<string, string>> = {},
) {
  const { INIT_CWD: _, ...env } = process.env;
  const runner = spawn(process.execPath, [BIN, ...argv, '--dir', cwd], {
    env: { ...env, DATABASE_URL: url, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  runner.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  runner.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return { runner, output };
}
