import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { createMigrator } from '../src/migrator.ts';
import { type CliRun, cli, scratchWorkspace } from './folder.ts';
import { TEMPLATE } from './push-template.ts';

/** A copy of the template's package that a test may change. */
export interface TemplateCopy {
  readonly folder: string;
  /** Its migrations. */
  readonly drizzle: string;
  /** Adds a migration as `migrate new` does, and fills it. @returns its name. */
  add(title: string, text: string): Promise<string>;
  /** Changes a file below it. */
  edit(path: string, change: (text: string) => string): void;
}

export function copyTemplate(): TemplateCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'check ü ')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['drizzle', 'src', 'drizzle.config.ts', 'package.json'])
    cpSync(join(TEMPLATE, part), join(folder, part), { recursive: true });
  symlinkSync(join(TEMPLATE, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const drizzle = join(folder, 'drizzle');
  return {
    folder,
    drizzle,
    async add(title, text) {
      const { path } = await createMigrator({ directory: drizzle }).create(title);
      writeFileSync(path, text);
      return path.slice(drizzle.length + 1);
    },
    edit(path, change) {
      writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
    },
  };
}

/** `migrate check` on a folder; no URL unless it is given. */
export function check(
  directory: string,
  argv: readonly string[] = [],
  options: { url?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<CliRun> {
  return cli(['check', '--dir', directory, ...argv], { cwd: scratchWorkspace(), ...options });
}

/** What was printed, without times; the scratch folder is `…`. */
export function printed({ stdout, stderr }: CliRun, folder: string): { stdout: string[]; stderr: string[] } {
  const plain = (line: string) =>
    line
      .replaceAll(folder, '…')
      .replaceAll(basename(folder), '…')
      .replaceAll(/\d+\.\d s\b/g, '0.0 s')
      .replace(/(\d+ done, \d+ skipped), .*/, '$1)');
  return { stdout: stdout.map(plain), stderr: stderr.map(plain) };
}

/** Runs git in a scratch folder, as nobody in particular. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
  };
  return (await promisify(execFile)('git', [...args], { cwd: folder, env })).stdout;
}
