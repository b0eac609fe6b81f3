import { readConfig } from '../../config/read-config.ts';
import { createMigrator } from '../../migrator.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

export const pushCommand: AddCommand = (program, { io, run }) =>
  program
    .command('push')
    .description(
      'drizzle-kit push on the same database, then mend the policies it leaves without expressions',
    )
    .option('--force', 'push over a database that migrations are recorded in, and answer drizzle-kit yes')
    .argument('[args...]', 'handed on to drizzle-kit')
    .action((args: string[], flags: GlobalFlags & { force?: boolean }) =>
      run(flags, async (reporter) => {
        const config = readConfig(flags, io.env, io.cwd);
        const force = flags.force === true;
        const result = await createMigrator({ ...config, onEvent: reporter.event }).push({
          force,
          args: force ? ['--force', ...args] : args,
        });
        reporter.result('push', result);
        return result.findings.length > 0 ? 1 : 0;
      }),
    );
