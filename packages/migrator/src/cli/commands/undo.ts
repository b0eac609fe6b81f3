import type { AddCommand, GlobalFlags } from '../context.ts';

export const undoCommand: AddCommand = (program, { run }) =>
  program
    .command('undo')
    .description('write a new migration that reverses a file, tried on a shadow; needs no database')
    .argument('<file>', 'name of the migration, or a path to it')
    .action((file: string, flags: GlobalFlags) =>
      run(
        flags,
        async ({ migrator, reporter }) => {
          const result = await migrator.undo(file);
          reporter.result('undo', result);
          return result.outcome === 'refused' ? 3 : 0;
        },
        { needsTarget: false },
      ),
    );
