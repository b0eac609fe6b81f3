import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The last line of a command of the migrator under `--json`: its result, or the error it ended with. */
export interface MigratorAnswer {
  readonly exitCode: number;
  readonly result: Readonly<Record<string, unknown>>;
}

/** Asks the migrator by the command people type. */
export async function askMigrator(root: string, command: string): Promise<MigratorAnswer> {
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'migrate', command, '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 3));
  });
  const result: unknown = JSON.parse(out.trim().split('\n').at(-1) || '{}');
  return {
    exitCode,
    result: result !== null && typeof result === 'object' ? Object.fromEntries(Object.entries(result)) : {},
  };
}
