import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const driftCommand: AddCommand = (program, { io, run }) =>
  withAdoptionOptions(program.command('drift'))
    .description('what in the database is not as its recorded files say, and the SQL that mends it; exit 1')
    .action((flags: GlobalFlags) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd);
        const result = await createMigrator({ ...config, onEvent: reporter.event }).drift();
        reporter.result('drift', result);
        return result.clean ? 0 : 1;
      }),
    );
