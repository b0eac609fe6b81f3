import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const undoCommand: AddCommand = (program, { io, run }) =>
  program
    .command('undo')
    .description('write a new migration that reverses a file, tried on a shadow; needs no database')
    .argument('<file>', 'name of the migration, or a path to it')
    .action((file: string, flags: GlobalFlags) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd, { needsTarget: false });
        const result = await createMigrator({ ...config, onEvent: reporter.event }).undo(file);
        reporter.result('undo', result);
        return result.outcome === 'refused' ? 3 : 0;
      }),
    );
