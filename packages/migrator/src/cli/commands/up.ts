import type { Finding } from '../../model/finding.ts';
import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand } from '../context.ts';
import {
  confirmProduction,
  type ProductionFlags,
  refuseUnlikeProduction,
  verifyProduction,
} from '../production.ts';
import { showPlan } from './plan.ts';

const EXIT_CODES = { blocked: 1, refused: 3 } as const;

/** All of it ran, and still the database is not what the files say. */
function isAboutTheEnd({ code }: Finding): boolean {
  return code === 'skipped_differs';
}

export const upCommand: AddCommand = (program, { io, run }) =>
  withAdoptionOptions(program.command('up', { isDefault: true }))
    .description('apply what is pending (the default)')
    .option('--out-of-order', 'also run files older than the newest applied one')
    .option('--dry-run', 'show what would run, as `plan` does, and run nothing')
    .option(
      '--production',
      'a database in use: URL from the environment only, plan first, triggers verified after',
    )
    .option('--yes', 'with --production: do not ask')
    .action((flags: ProductionFlags & { outOfOrder?: boolean; dryRun?: boolean }) =>
      run(
        flags,
        async ({ migrator, config, reporter }) => {
          const production = flags.production === true;
          const target = production ? await refuseUnlikeProduction(config, flags) : undefined;
          if (flags.dryRun === true) return showPlan({ migrator, reporter }, flags.outOfOrder === true);
          if (target !== undefined) {
            const context = { io, flags, reporter };
            const stop = await confirmProduction(context, config, target, flags.outOfOrder === true);
            if (stop !== undefined) return stop;
          }
          const result = await migrator.up({ outOfOrder: flags.outOfOrder === true });
          reporter.result('up', result);
          if (result.outcome === 'completed') {
            const verified = production ? await verifyProduction(migrator, reporter) : 0;
            return result.findings.some(isAboutTheEnd) ? 1 : verified;
          }
          return result.outcome === 'failed' ? (result.error?.exitCode ?? 3) : EXIT_CODES[result.outcome];
        },
        { production: flags.production === true },
      ),
    );
