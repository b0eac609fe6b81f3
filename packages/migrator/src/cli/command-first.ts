import type { Command } from 'commander';

/**
 * Puts the command's name before the flags that were typed in front of it: `--dir x status` is `status --dir x`. Many
 * tools have their general flags there, and commander would take the name for an argument of the default command.
 */
export function commandFirst(argv: readonly string[], program: Command): readonly string[] {
  const takesValue = new Set(
    program.commands.flatMap(({ options }) =>
      options.flatMap(({ required, long, short }) => (required ? [long, short] : [])),
    ),
  );
  let at = 0;
  while (argv[at]?.startsWith('-')) at += takesValue.has(argv[at]) ? 2 : 1;
  const name = argv[at];
  if (at === 0 || name === undefined || !program.commands.some((command) => command.name() === name)) {
    return argv;
  }
  return [name, ...argv.slice(0, at), ...argv.slice(at + 1)];
}
