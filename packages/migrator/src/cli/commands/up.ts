import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

const EXIT_CODES = { completed: 0, blocked: 1, refused: 3 } as const;

export const upCommand: AddCommand = (program, { io, run }) =>
  withAdoptionOptions(program.command('up', { isDefault: true }))
    .description('apply what is pending (the default)')
    .option('--out-of-order', 'also run files older than the newest applied one')
    .action((flags: GlobalFlags & { outOfOrder?: boolean }) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd);
        const result = await createMigrator({ ...config, onEvent: reporter.event }).up({
          outOfOrder: flags.outOfOrder === true,
        });
        reporter.result('up', result);
        return result.outcome === 'failed' ? (result.error?.exitCode ?? 3) : EXIT_CODES[result.outcome];
      }),
    );
