import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const newCommand: AddCommand = (program, { io, run }) =>
  program
    .command('new')
    .description("write an empty migration in the folder's own layout, and print its path")
    .argument('<name...>', 'what it does, in a few words')
    .action((words: string[], flags: GlobalFlags) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd, { needsTarget: false });
        reporter.result('new', await createMigrator(config).create(words.join(' ')));
        return 0;
      }),
    );
