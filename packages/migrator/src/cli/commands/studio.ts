import { openTarget } from '../../config/open-target.ts';
import { readConfig } from '../../config/read-config.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const studioCommand: AddCommand = (program, { io, run }) =>
  program
    .command('studio')
    .description('drizzle-kit studio on the same database')
    .argument('[args...]', 'handed on to drizzle-kit')
    .action((args: string[], flags: GlobalFlags) =>
      run(flags, async () => {
        const { runDrizzleKit } = await import('../../drizzle/run-drizzle-kit.ts');
        const config = readConfig(flags, io.env, io.cwd);
        const { target, release } = await openTarget(config);
        try {
          await runDrizzleKit(target, config.directory, ['studio', ...args]);
        } finally {
          await release();
        }
        return 0;
      }),
    );
