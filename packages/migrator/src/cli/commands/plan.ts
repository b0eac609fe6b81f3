import { Option } from 'commander';
import type { AddCommand, GlobalFlags, RunningCommand } from '../context.ts';

const EXIT_CODES = { ready: 0, blocked: 1, refused: 3 } as const;

export const planCommand: AddCommand = (program, { run }) =>
  program
    .command('plan')
    .description(
      'what up would do: files, statements, what they lock and what is hazardous; writes nothing and takes no lock',
    )
    .option('--out-of-order', 'also plan files older than the newest applied one')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'markdown']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 up would start (or has nothing to do), 1 a finding would stop it, 2 could not start,\n3 a file would be refused.',
    )
    .action((flags: GlobalFlags & { outOfOrder?: boolean }) =>
      run(flags, (command) => showPlan(command, flags.outOfOrder === true)),
    );

/** @returns the exit code. */
export async function showPlan(
  { migrator, reporter }: Pick<RunningCommand, 'migrator' | 'reporter'>,
  outOfOrder: boolean,
): Promise<number> {
  const result = await migrator.plan({ outOfOrder });
  reporter.result('plan', result);
  return EXIT_CODES[result.outcome];
}
