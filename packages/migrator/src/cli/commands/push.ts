import type { AddCommand, GlobalFlags } from '../context.ts';

export const pushCommand: AddCommand = (program, { run }) =>
  program
    .command('push')
    .description(
      'drizzle-kit push on the same database, then mend the policies it leaves without expressions',
    )
    .option('--force', 'push over a database that migrations are recorded in, and answer drizzle-kit yes')
    .argument('[args...]', 'handed on to drizzle-kit')
    .action((args: string[], flags: GlobalFlags & { force?: boolean }) =>
      run(flags, async ({ migrator, reporter }) => {
        const force = flags.force === true;
        const result = await migrator.push({
          force,
          args: force ? ['--force', ...args] : args,
        });
        reporter.result('push', result);
        return result.findings.length > 0 ? 1 : 0;
      }),
    );
