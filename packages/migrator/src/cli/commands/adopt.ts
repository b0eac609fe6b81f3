import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const adoptCommand: AddCommand = (program, { run }) =>
  withAdoptionOptions(program.command('adopt'))
    .description(
      'what a database holds of the files that are not recorded, file by file; writes nothing without --record',
    )
    .option('--record', 'record the files that are in effect; runs none')
    .option('--dry-run', 'only look (the default)')
    .action((flags: GlobalFlags & { record?: boolean; dryRun?: boolean }) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.adopt({ record: flags.record === true && flags.dryRun !== true });
        reporter.result('adopt', result);
        return result.outcome === 'refused' ? 3 : 0;
      }),
    );
