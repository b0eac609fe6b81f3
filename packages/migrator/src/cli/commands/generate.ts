import type { AddCommand, GlobalFlags } from '../context.ts';

export const generateCommand: AddCommand = (program, { io, run }) =>
  program
    .command('generate')
    .description(
      'drizzle-kit generate, then what is hazardous in the new file, and the grants and triggers it cannot make',
    )
    .argument('[args...]', 'handed on to drizzle-kit, options such as --name and --custom too')
    .allowUnknownOption()
    .action((args: string[], flags: GlobalFlags) =>
      run(
        flags,
        async ({ migrator, reporter }) => {
          const json = flags.json === true;
          const onLine = json ? io.err : io.out;
          const result = await migrator.generate({ args, interactive: !json, onLine });
          reporter.result('generate', result);
          return result.findings.some(({ severity }) => severity === 'blocker') ? 1 : 0;
        },
        { needsTarget: false },
      ),
    );
