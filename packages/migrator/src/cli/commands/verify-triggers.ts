import type { AddCommand, GlobalFlags } from '../context.ts';

export const verifyTriggersCommand: AddCommand = (program, { run }) =>
  program
    .command('verify-triggers')
    .description(
      'compare triggers and their functions with the files, then try sign-ups and undo them; exit 1 if one fails',
    )
    .option('--no-canary', 'only compare: try no sign-up')
    .action((flags: GlobalFlags & { canary?: boolean }) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.verifyTriggers({ canary: flags.canary !== false });
        reporter.result('verify-triggers', result);
        return result.clean ? 0 : 1;
      }),
    );
