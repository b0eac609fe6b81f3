import { MigratorError } from '../../model/errors.ts';
import type { RepairAction } from '../../model/undo-result.ts';
import { confirmation } from '../confirm.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

const EXIT_CODES = { repaired: 0, planned: 0, declined: 1, refused: 3 } as const;

interface RepairFlags extends GlobalFlags {
  readonly accept?: string;
  readonly forget?: string;
  readonly resume?: string;
  readonly discard?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const repairCommand: AddCommand = (program, { io, run }) =>
  program
    .command('repair')
    .description(
      'mend the history by name: accept an edited file, forget one undone by hand, resume an interrupted one',
    )
    .option('--accept <file>', 'record the file as it is on disk now')
    .option('--forget <file>', 'take the file out of the history')
    .option('--resume <file>', 'let an interrupted file that was edited go on where it stopped')
    .option('--discard <file>', 'forget an interrupted file that was undone by hand')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would change')
    .option('--shadow <where>', 'where files are replayed to compare: embedded or target')
    .action((flags: RepairFlags) =>
      run(flags, async ({ migrator, reporter }) => {
        const repair = readRepair(flags);
        const confirm = confirmation(io, flags, 'Change the history?');
        const result = await migrator.repair({
          ...repair,
          dryRun: flags.dryRun === true,
          ...(confirm === undefined ? {} : { confirm }),
        });
        reporter.result('repair', result);
        return EXIT_CODES[result.outcome];
      }),
    );

function readRepair(flags: RepairFlags): { action: RepairAction; file: string } {
  const [repair, ...others] = ACTIONS.flatMap((action) => {
    const file = flags[action];
    return file === undefined ? [] : [{ action, file }];
  });
  if (repair !== undefined && others.length === 0) return repair;
  throw new MigratorError('usage', 'repair changes one file at a time, and has to be told how.', {
    hint: 'Write `migrate repair --accept FILE`, or one of --forget, --resume and --discard.',
  });
}

const ACTIONS = ['accept', 'forget', 'resume', 'discard'] as const satisfies readonly RepairAction[];
