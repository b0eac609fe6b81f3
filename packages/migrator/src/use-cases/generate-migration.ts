import { isatty } from 'node:tty';
import { runDrizzleKit } from '../drizzle/run-drizzle-kit.ts';
import { readHazards } from '../lint/read-hazards.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { MigrationFolder } from '../model/migration.ts';
import type { GenerateResult } from '../model/result.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';

/** How a migration is generated. */
export interface GenerateOptions {
  /** Handed on to drizzle-kit: `--name add_phone`. */
  readonly args: readonly string[];
  /** Whether drizzle-kit may have the terminal, where there is one: it asks there whether something was renamed. */
  readonly interactive?: boolean;
  /** Takes each line drizzle-kit prints where it does not have the terminal. */
  readonly onLine?: (line: string) => void;
}

/**
 * `drizzle-kit generate`, then the rules on each file that is new.
 * @throws {MigratorError} `drizzle_kit_missing`, `drizzle_kit_failed`.
 */
export async function generateMigration(
  config: Config,
  { args, interactive = true, onLine }: GenerateOptions,
): Promise<GenerateResult> {
  const before = new Set((await readOrNone(config))?.migrations.map(({ name }) => name));
  const printed: string[] = [];
  const keep = (line: string) => {
    printed.push(line);
    onLine?.(line);
  };
  const terminal = interactive && isatty(0) && isatty(1);
  await runDrizzleKit(undefined, config.directory, ['generate', ...args], terminal ? undefined : keep);

  const folder = await readOrNone(config);
  const created = (folder?.migrations ?? []).filter(({ name }) => !before.has(name));
  if (!terminal && created.length === 0) refuseSilence(printed);
  const hazards =
    folder === undefined
      ? []
      : await readHazards(folder, { judged: (one) => created.includes(one), cwd: config.cwd });
  return {
    directory: config.directory,
    created: created.map(({ path }) => path),
    findings: [...(folder?.findings ?? []), ...hazards],
  };
}

/** undefined: nothing has been generated yet. */
async function readOrNone(config: Config): Promise<MigrationFolder | undefined> {
  try {
    return await readMigrationFolder(config.directory, config.cwd);
  } catch (error) {
    if (error instanceof MigratorError && /^folder_(?:missing|empty)$/.test(error.code)) return undefined;
    throw error;
  }
}

/** drizzle-kit ends with 0 behind a stack trace, too: for example when it would have to ask. */
function refuseSilence(printed: readonly string[]): void {
  const text = printed.join('\n');
  if (/No schema changes|SQL migration file/.test(text)) return;
  const asks = /Interactive prompts require a TTY/.test(text);
  throw new MigratorError('drizzle_kit_failed', 'drizzle-kit generate has written nothing.', {
    hint: asks
      ? 'It has to ask whether something was renamed: run it in a terminal.'
      : 'What it printed stands above.',
  });
}
