import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import type { Finding } from '../../model/finding.ts';
import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

const EXIT_CODES = { blocked: 1, refused: 3 } as const;

/** All of it ran, and still the database is not what the files say. */
function isAboutTheEnd({ code }: Finding): boolean {
  return code === 'skipped_differs';
}

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
        if (result.outcome === 'completed') return result.findings.some(isAboutTheEnd) ? 1 : 0;
        return result.outcome === 'failed' ? (result.error?.exitCode ?? 3) : EXIT_CODES[result.outcome];
      }),
    );
