import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { childOf, textOf } from '../../sql/tree.ts';
import { SQUAWK_OFF } from './squawk-rules.ts';

/** What squawk says of one place, counted as squawk counts. */
export interface SquawkViolation {
  /** Index of the text it is about. */
  readonly text: number;
  readonly rule: string;
  /** 0-based. */
  readonly line: number;
  /** 0-based, in UTF-8 bytes. */
  readonly column: number;
  readonly message: string;
  readonly help: string | undefined;
}

/** Squawk's verdict; `missing` says in words why there is none. */
export type SquawkResult = { readonly violations: readonly SquawkViolation[] } | { readonly missing: string };

/** The oldest server Supabase runs: what holds there holds on newer ones. */
const PG_VERSION = '15.0';

/**
 * Runs squawk once over all texts. They are handed over as files of our own naming, because squawk takes paths for
 * patterns, and because it must see the text that was parsed.
 * @param program Its path; undefined where none is installed.
 */
export async function runSquawk(
  texts: readonly string[],
  program: string | undefined,
): Promise<SquawkResult> {
  if (program === undefined) {
    return { missing: `squawk-cli has no program for ${process.platform} ${process.arch} installed` };
  }
  const folder = await mkdtemp(join(tmpdir(), 'squawk-'));
  try {
    await Promise.all(texts.map((text, index) => writeFile(join(folder, `${index}.sql`), text)));
    // A configuration of its own keeps out one that lies further up.
    await writeFile(join(folder, 'squawk.toml'), '');
    const off = SQUAWK_OFF.map((rule) => `--exclude=${rule}`);
    const args = [
      ...['--reporter', 'json', '--config', 'squawk.toml', '--assume-in-transaction'],
      ...['--pg-version', PG_VERSION, ...off, '*.sql'],
    ];
    return await collect(program, args, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The program npm installed for this platform; undefined where there is none. */
export function findProgram(): string | undefined {
  const here = createRequire(import.meta.url);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  try {
    const beside = createRequire(here.resolve('squawk-cli/package.json'));
    return beside.resolve(`@squawk-cli/${process.platform}-${process.arch}/bin/squawk${suffix}`);
  } catch {
    return undefined;
  }
}

async function collect(program: string, args: readonly string[], cwd: string): Promise<SquawkResult> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(undefined));
  });
  const [out, err, failure] = await Promise.all([readAll(child.stdout), readAll(child.stderr), ended]);
  if (failure !== undefined) return { missing: `squawk does not start here (${failure})` };
  const violations = parseViolations(out);
  return violations === undefined
    ? { missing: `squawk ended without a verdict (${err.trim().split('\n')[0] ?? ''})` }
    : { violations };
}

function parseViolations(out: string): readonly SquawkViolation[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(out);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  return parsed.flatMap((item: unknown) => toViolation(item) ?? []);
}

function toViolation(item: unknown): SquawkViolation | undefined {
  const [file, rule, message] = [textOf(item, 'file'), textOf(item, 'rule_name'), textOf(item, 'message')];
  if (file === undefined || rule === undefined || message === undefined) return undefined;
  return {
    text: Number.parseInt(file, 10),
    rule,
    line: Number(childOf(item, 'line')),
    column: Number(childOf(item, 'column')),
    message,
    help: textOf(item, 'help'),
  };
}
