import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type DevOptions, runDev } from '../dev/run-dev.ts';
import { doctorCommand } from '../doctor/doctor-command.ts';
import { resetDatabase } from '../reset/reset-database.ts';
import { generateTypes } from '../supabase/generate-types.ts';
import { runSupabase } from '../supabase/run-supabase.ts';
import { describeError } from './describe-error.ts';
import type { Io } from './io.ts';

/**
 * Runs one command of the whole workspace.
 *
 * @returns the exit code: 0 done, 1 needs attention, 2 could not start, 3 failed.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const program = new Command('workspace')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .helpCommand(false);
  program
    .command('dev')
    .description(
      'Postgres, migrations with the Supabase API beside them, then the web app; Ctrl-C stops all of it',
    )
    .option('--port <number>', 'of the web app', parsePort, Number(io.env.PORT) || 3000)
    .option('--api-port <number>', 'of the Supabase API', parsePort, 54321)
    .option('--confirmations', 'a sign-up must be confirmed by mail first', false)
    .action(async (options: DevOptions) => {
      exitCode = await runDev(io, options);
    });
  program
    .command('types')
    .description('the types of supabase-js, by the Supabase CLI’s generator from the same database')
    .option('--check', 'write nothing; exit 1 when they are out of date', false)
    .action(async ({ check }: { check: boolean }) => {
      exitCode = await generateTypes(io, check);
    });
  program
    .command('reset')
    .description('empty a database of this machine, and migrate it; every row in it is lost')
    .option('--yes', 'do not ask', false)
    .action(async ({ yes }: { yes: boolean }) => {
      exitCode = await resetDatabase(io, yes);
    });
  program
    .command('doctor')
    .description('what is wrong in this workspace, in sentences; exit 1 when something has to be mended')
    .option('--json', 'one object a line: checks first, the result last', false)
    .action(async ({ json }: { json: boolean }) => {
      exitCode = await doctorCommand(io, json);
    });
  try {
    // What follows is the Supabase CLI's, its flags included.
    if (argv[0] === 'supabase') return await runSupabase(io, argv.slice(1));
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const lines = describeError(error);
    if (lines === undefined) throw error;
    for (const line of lines) io.err(line);
    return 2;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new InvalidArgumentError('A port is 1 to 65535.');
  return port;
}
