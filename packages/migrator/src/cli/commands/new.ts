import { Option } from 'commander';
import { MIGRATION_KINDS, type MigrationKind } from '../../model/migration.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const newCommand: AddCommand = (program, { run }) =>
  program
    .command('new')
    .description(
      "write the next migration in the folder's own layout, and print its path; --kind begins it with SQL",
    )
    .argument('<name...>', 'what it does, in a few words')
    .addOption(
      new Option('--kind <kind>', 'begin with SQL of this kind, which can run twice').choices(
        MIGRATION_KINDS,
      ),
    )
    .action((words: string[], flags: GlobalFlags & { kind?: MigrationKind }) =>
      run(
        flags,
        async ({ migrator, reporter }) => {
          reporter.result('new', await migrator.create(words.join(' '), { kind: flags.kind }));
          return 0;
        },
        { needsTarget: false },
      ),
    );
