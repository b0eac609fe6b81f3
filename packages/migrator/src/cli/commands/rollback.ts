import { MigratorError } from '../../model/errors.ts';
import { confirmation } from '../confirm.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

const EXIT_CODES = { rolled_back: 0, planned: 0, nothing: 0, declined: 1, blocked: 1, refused: 3 } as const;

interface RollbackFlags extends GlobalFlags {
  readonly step?: string;
  readonly to?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const rollbackCommand: AddCommand = (program, { io, run }) =>
  program
    .command('rollback')
    .description('undo the files of the last run, newest first, in one transaction that is proven')
    .option('--step <count>', 'undo so many of the newest files instead')
    .option('--to <file>', 'undo every file that ran after this one; it stays')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only show what would be undone')
    .option('--allow-data-loss', 'throw away the rows and values that go with what is undone')
    .option('--shadow <where>', 'where files are replayed to compare: embedded or target')
    .action((flags: RollbackFlags) =>
      run(flags, async ({ migrator, reporter }) => {
        const confirm = confirmation(io, flags, 'Roll back?');
        const result = await migrator.rollback({
          step: readStep(flags),
          to: flags.to,
          dryRun: flags.dryRun === true,
          ...(confirm === undefined ? {} : { confirm }),
        });
        reporter.result('rollback', result);
        return result.outcome === 'failed' ? (result.error?.exitCode ?? 3) : EXIT_CODES[result.outcome];
      }),
    );

function readStep({ step, to }: RollbackFlags): number | undefined {
  if (step === undefined) return undefined;
  if (to !== undefined) {
    throw new MigratorError('usage', '--step and --to say the same thing in two ways.', {
      hint: 'Give one of the two.',
    });
  }
  if (!/^[1-9]\d{0,5}$/.test(step)) {
    throw new MigratorError('usage', `--step ${step} is no number of files.`, {
      hint: 'Write it like --step 2.',
    });
  }
  return Number(step);
}
