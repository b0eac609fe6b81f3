import { openTarget } from '../../config/open-target.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const studioCommand: AddCommand = (program, { run }) =>
  program
    .command('studio')
    .description('drizzle-kit studio on the same database')
    .argument('[args...]', 'handed on to drizzle-kit')
    .action((args: string[], flags: GlobalFlags) =>
      run(flags, async ({ config }) => {
        const { runDrizzleKit } = await import('../../drizzle/run-drizzle-kit.ts');
        const { target, release } = await openTarget(config);
        try {
          await runDrizzleKit(target, config.directory, ['studio', ...args]);
        } finally {
          await release();
        }
        return 0;
      }),
    );
