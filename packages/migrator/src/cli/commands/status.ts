import type { AddCommand, GlobalFlags } from '../context.ts';

export const statusCommand: AddCommand = (program, { run }) =>
  program
    .command('status')
    .description(
      'applied, pending, edited, missing and out-of-order files; with --check, exit 1 unless all is well',
    )
    .option('--check', 'exit 1 when something is pending or odd')
    .action((flags: GlobalFlags & { check?: boolean }) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.status();
        reporter.result('status', result);
        return flags.check === true && !result.clean ? 1 : 0;
      }),
    );
