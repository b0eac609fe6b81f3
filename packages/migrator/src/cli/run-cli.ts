import { Command, CommanderError } from 'commander';
import { readConfig } from '../config/read-config.ts';
import { createMigrator } from '../migrator.ts';
import { MigratorError } from '../model/errors.ts';
import { createGithubReporter } from '../report/github.ts';
import { createHumanReporter } from '../report/human.ts';
import { createJsonReporter } from '../report/json.ts';
import { createMarkdownReporter } from '../report/markdown.ts';
import type { Output, Reporter, ReportOptions } from '../report/reporter.ts';
import { asTyped } from './as-typed.ts';
import { commandFirst } from './command-first.ts';
import { adoptCommand } from './commands/adopt.ts';
import { checkCommand } from './commands/check.ts';
import { driftCommand } from './commands/drift.ts';
import { generateCommand } from './commands/generate.ts';
import { importCommand } from './commands/import.ts';
import { newCommand } from './commands/new.ts';
import { planCommand } from './commands/plan.ts';
import { pushCommand } from './commands/push.ts';
import { repairCommand } from './commands/repair.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { statusCommand } from './commands/status.ts';
import { studioCommand } from './commands/studio.ts';
import { undoCommand } from './commands/undo.ts';
import { upCommand } from './commands/up.ts';
import { verifyTriggersCommand } from './commands/verify-triggers.ts';
import { type CommandContext, type GlobalFlags, type Io, withGlobalFlags } from './context.ts';
import { refuseWords } from './refuse-words.ts';

/** A new command is one file, and one line here. */
const COMMANDS = [
  upCommand,
  statusCommand,
  planCommand,
  adoptCommand,
  checkCommand,
  driftCommand,
  importCommand,
  newCommand,
  generateCommand,
  rollbackCommand,
  undoCommand,
  repairCommand,
  pushCommand,
  studioCommand,
  verifyTriggersCommand,
];

/** What `--format` chooses, of the commands that have it. */
const FORMATS: Readonly<Record<string, (output: Output, options: ReportOptions) => Reporter>> = {
  text: createHumanReporter,
  markdown: createMarkdownReporter,
  github: createGithubReporter,
};

const AFTERWARDS = `
Which database: DIRECT_URL, else DATABASE_URL, of the environment, .env.local or .env; an embedded Postgres without one.
Exit code: 0 done, 1 needs attention, 2 could not start, 3 a migration failed or was refused.
"migrate status --help" tells the flags of a command; the others have one as well.`;

/**
 * Runs one command line.
 * @param argv What stands after the program's name.
 * @returns the exit code: 0 done or clean, 1 needs attention, 2 could not start, 3 a migration failed or was refused.
 */
export async function runCli(argv: readonly string[], world: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command('migrate');
  const names = () => program.commands.map((command) => command.name());
  const typed = (line: string) => asTyped(line, world.env.MIGRATE_TYPED_AS, names());
  const io: Io = { ...world, out: (line) => world.out(typed(line)), err: (line) => world.err(typed(line)) };
  const reporterFor = ({ json, format = 'text', verbose = false }: GlobalFlags): Reporter =>
    json === true
      ? createJsonReporter(io)
      : (FORMATS[format] ?? createHumanReporter)(io, { cwd: io.cwd, verbose, env: io.env });
  /** What stops the work is told, and gives the exit code. */
  async function report(flags: GlobalFlags, work: (reporter: Reporter) => Promise<number>): Promise<void> {
    const reporter = reporterFor(flags);
    try {
      exitCode = await work(reporter);
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      reporter.error(error);
      exitCode = error.exitCode;
    }
  }
  const context: CommandContext = {
    io,
    run: (flags, work, options) =>
      report(flags, (reporter) => {
        const config = { ...readConfig(flags, io.env, io.cwd, options), signal: io.signal };
        return work({ migrator: createMigrator({ ...config, onEvent: reporter.event }), config, reporter });
      }),
  };
  program
    .description('Brings a Postgres database to where the migration files say it should be.')
    .addHelpText('after', AFTERWARDS)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .helpCommand(false);
  for (const add of COMMANDS) withGlobalFlags(add(program, context));
  const words = commandFirst(withoutSeparator(argv), program);
  try {
    await report({}, async () => {
      refuseWords(words, program, io.env);
      return 0;
    });
    if (exitCode !== 0) return exitCode;
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Commands that hand on what stands behind a "--". */
const HANDING_ON: ReadonlySet<string> = new Set(['push', 'studio']);

/** npm and pnpm hand on the "--" that separates their own arguments from ours, also behind a command a script names. */
function withoutSeparator(argv: readonly string[]): string[] {
  const at = argv.indexOf('--');
  const isOurs = at === 0 || (at === 1 && !HANDING_ON.has(argv[0] ?? ''));
  return argv.filter((_word, index) => !isOurs || index !== at);
}
