import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { shadowsFolder } from './shadows.ts';

const SHADOWS = shadowsFolder();

/** The workspace of all folders here: outside of this repository, as a user's is. */
const SCRATCH_WORKSPACE = join(
  tmpdir(),
  `groundwork-${createHash('sha256').update(SHADOWS).digest('hex').slice(0, 12)}`,
);

/** A folder to run from that is no part of the repository; its shadows are the ones that are kept running. */
export function scratchWorkspace(): string {
  openScratchWorkspace();
  return SCRATCH_WORKSPACE;
}

/** A folder of migrations in the plain layout that is gone after the test. */
export function writeFolder(files: Readonly<Record<string, string>>): string {
  openScratchWorkspace();
  const directory = mkdtempSync(join(SCRATCH_WORKSPACE, 'migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

function openScratchWorkspace(): void {
  const local = join(SCRATCH_WORKSPACE, '.local');
  if (existsSync(local)) return;
  mkdirSync(SHADOWS, { recursive: true });
  // What makes a folder a workspace.
  mkdirSync(join(SCRATCH_WORKSPACE, '.git'), { recursive: true });
  try {
    symlinkSync(SHADOWS, local, 'junction');
  } catch (error) {
    // Another worker was quicker.
    if (!existsSync(local)) throw error;
  }
}

/** `count` files, each with four statements that make one table. */
export function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index).padStart(4, '0');
      const table = `t${number}`;
      const text = [
        `CREATE TABLE ${table} (id int PRIMARY KEY, name text);`,
        `CREATE INDEX ON ${table} (name);`,
        `INSERT INTO ${table} VALUES (1, 'one');`,
        `COMMENT ON TABLE ${table} IS 'made by ${number}';`,
      ];
      return [`${number}_${table}.sql`, text.join('\n')];
    }),
  );
}

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string[];
  readonly stderr: string[];
}

/** Runs the command line in this process, with an environment of its own. */
export async function cli(
  argv: readonly string[],
  { url, cwd, env = {} }: { url?: string; cwd: string; env?: Readonly<Record<string, string>> },
): Promise<CliRun> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const exitCode = await runCli(argv, {
    out: (line) => stdout.push(...line.split('\n')),
    err: (line) => stderr.push(...line.split('\n')),
    colors: false,
    env: url === undefined ? env : { ...env, DATABASE_URL: url },
    cwd,
  });
  return { exitCode, stdout, stderr };
}

/** Durations, ports, folders and names of test databases are not the same twice. */
export function stable(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line
      .replace(/\(\d+ ms\)/, '(… ms)')
      .replace(/127\.0\.0\.1:\d+\/\w+/, 'HOST/DATABASE')
      .replace(/in (\/|\.|migrations-).* for/, 'in FOLDER for'),
  );
}
