import { withAdoptionOptions } from '../adoption-options.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const driftCommand: AddCommand = (program, { run }) =>
  withAdoptionOptions(program.command('drift'))
    .description(
      'what in the database is not as its recorded files say, and the SQL that mends it; exit 1 if there is any',
    )
    .action((flags: GlobalFlags) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.drift();
        reporter.result('drift', result);
        return result.clean ? 0 : 1;
      }),
    );
