import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';

/** The workspace of all folders here. A run finds its shadow's cluster there, which takes longer to make than to use. */
export const SCRATCH_WORKSPACE = join(import.meta.dirname, '../../../.local/test-workspace');

/** A folder of migrations in the plain layout that is gone after the test. */
export function writeFolder(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(SCRATCH_WORKSPACE, '.git'), { recursive: true });
  const directory = mkdtempSync(join(SCRATCH_WORKSPACE, 'migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
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
      .replace(/in (\/|\.).* for/, 'in FOLDER for'),
  );
}
