import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const statusCommand: AddCommand = (program, { io, run }) =>
  program
    .command('status')
    .description(
      'applied, pending, edited, missing and out-of-order files; with --check, exit 1 unless all is well',
    )
    .option('--check', 'exit 1 when something is pending or odd')
    .action((flags: GlobalFlags & { check?: boolean }) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd);
        const result = await createMigrator({ ...config, onEvent: reporter.event }).status();
        reporter.result('status', result);
        return flags.check === true && !result.clean ? 1 : 0;
      }),
    );
