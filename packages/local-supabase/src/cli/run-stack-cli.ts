import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Io } from './io.ts';
import { isExplained } from './is-explained.ts';
import { resetStack } from './reset-stack.ts';
import { serveStack } from './serve-stack.ts';
import { type ServeOptions, startCommand } from './start-command.ts';
import { statusCommand } from './status-command.ts';
import { stopCommand } from './stop-command.ts';

/**
 * Runs one command line of `stack`.
 *
 * @returns the exit code: 0 done, 1 nothing runs, 2 could not start, 3 failed.
 */
export async function runStackCli(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  const directory = join(io.root, '.local', 'supabase');
  const program = new Command('stack')
    .description('Supabase’s Auth and REST without Docker, in the background, on the embedded Postgres.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .helpCommand(false);
  const serving = (command: Command) =>
    command
      .option('--port <number>', 'where to listen on 127.0.0.1', parsePort, 54321)
      .option('--site-url <url>', 'where the app is; links in mails lead there', 'http://127.0.0.1:3000')
      .option('--confirmations', 'a sign-up must be confirmed by mail first', false);
  serving(program.command('start').description('start it, unless it runs already')).action(
    async (options: ServeOptions) => {
      exitCode = await startCommand(io, directory, options);
    },
  );
  program
    .command('stop')
    .description('stop it')
    .action(async () => {
      exitCode = await stopCommand(io, directory);
    });
  program
    .command('status')
    .description('whether it runs, where, and its keys; exit 1 when it does not run')
    .addOption(
      new Option('-o, --output <format>', 'in the Supabase CLI’s names')
        .choices(['pretty', 'env', 'json'])
        .default('pretty'),
    )
    .action(async ({ output }: { output: 'pretty' | 'env' | 'json' }) => {
      exitCode = await statusCommand(io, directory, output);
    });
  program
    .command('reset')
    .description('make the embedded database anew, and migrate it; every row in it is lost')
    .option('--yes', 'do not ask', false)
    .action(async ({ yes }: { yes: boolean }) => {
      exitCode = await resetStack(io, yes);
    });
  serving(program.command('serve', { hidden: true }).description('run it in this process')).action(
    async (options: ServeOptions) => {
      exitCode = await serveStack(io, directory, options);
    },
  );
  try {
    await program.parseAsync(argv[0] === '--' ? argv.slice(1) : [...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isExplained(error)) throw error;
    io.err(`❌ ${error.message} [${error.code}]\n   ${error.hint}`);
    return 2;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}
