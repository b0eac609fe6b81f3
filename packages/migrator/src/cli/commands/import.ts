import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const importCommand: AddCommand = (program, { io, run }) =>
  withAdoptionOptions(program.command('import'))
    .description('take over the history of drizzle or the Supabase CLI, each row proven; runs nothing')
    .action((flags: GlobalFlags) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd);
        const result = await createMigrator({ ...config, onEvent: reporter.event }).import();
        reporter.result('import', result);
        return result.outcome === 'refused' ? 3 : 0;
      }),
    );
