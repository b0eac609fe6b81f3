import { type Command, Option } from 'commander';
import type { ConfigOptions, Flags } from '../config/read-config.ts';
import type { Migrator } from '../migrator.ts';
import type { Config } from '../model/config.ts';
import type { Output, Reporter } from '../report/reporter.ts';

/** The world as a command sees it; tests hand in their own. */
export interface Io extends Output {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the user typed: relative paths start there. */
  readonly cwd: string;
  /** Asks whoever sits at the terminal; absent where nobody does. */
  confirm?(question: string): Promise<boolean>;
  /** Asks for one line, to be typed; absent where nobody does. */
  type?(question: string): Promise<string>;
  /** Stops what runs, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

export interface GlobalFlags extends Flags {
  readonly json?: boolean;
  readonly verbose?: boolean;
  /** Of the commands that have it. */
  readonly format?: string;
}

export interface CommandContext {
  readonly io: Io;
  /** Reads the configuration and runs a command's work; the number it returns becomes the exit code. */
  run(
    flags: GlobalFlags,
    work: (command: RunningCommand) => Promise<number>,
    options?: ConfigOptions,
  ): Promise<void>;
}

/** What a command works with. */
export interface RunningCommand {
  /** Its events go to the reporter. */
  readonly migrator: Migrator;
  readonly config: Config;
  readonly reporter: Reporter;
}

/** Adds the command to the program; `context` is what its action runs in. */
export type AddCommand = (program: Command, context: CommandContext) => Command;

/** They work on files, or hand over: no help need tell of limits to what the database does. */
const WITHOUT_LIMITS: ReadonlySet<string> = new Set(['new', 'generate', 'undo', 'studio']);

/** The flags every command has. */
export function withGlobalFlags(command: Command): Command {
  const limit = (flags: string, description: string, value: string) =>
    new Option(flags, description).default(value).hideHelp(WITHOUT_LIMITS.has(command.name()));
  return command
    .option('--dir <folder>', 'migrations folder; its layout is recognised')
    .option('--env-file <file>', 'read settings from this file before .env.local and .env')
    .option('--json', 'one JSON object a line: events first, the result last')
    .addOption(limit('--wait <duration>', 'how long to wait for another run to finish', '60s'))
    .addOption(limit('--lock-timeout <duration>', 'how long a statement may wait for a lock', '5s'))
    .addOption(limit('--statement-timeout <duration>', 'how long a statement may run; 0 is for ever', '0'))
    .option('--verbose', 'say more');
}
