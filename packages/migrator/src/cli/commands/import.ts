import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const importCommand: AddCommand = (program, { run }) =>
  withAdoptionOptions(program.command('import'))
    .description('take over the history of drizzle or the Supabase CLI, each row proven; runs nothing')
    .action((flags: GlobalFlags) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.import();
        reporter.result('import', result);
        return result.outcome === 'refused' ? 3 : 0;
      }),
    );
