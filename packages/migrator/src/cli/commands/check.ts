import { InvalidArgumentError, Option } from 'commander';
import { CHECK_PARTS, type CheckPartName } from '../../model/check.ts';
import type { AddCommand, GlobalFlags } from '../context.ts';

const EXIT_CODES = { clean: 0, findings: 1, incomplete: 2 } as const;

interface CheckFlags extends GlobalFlags {
  readonly only?: readonly CheckPartName[];
  readonly skip?: readonly CheckPartName[];
  readonly against?: string;
}

export const checkCommand: AddCommand = (program, { run }) =>
  program
    .command('check')
    .description(
      'what a pull request should know about its migrations, proven on a shadow; needs no database',
    )
    .addOption(
      new Option('--only <parts>', `only these, with commas: ${CHECK_PARTS.join(', ')}`).argParser(readParts),
    )
    .addOption(new Option('--skip <parts>', 'all but these').argParser(readParts).conflicts('only'))
    .option('--against <ref>', 'the branch this one will be merged into: do the new files of both commute?')
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'markdown', 'github'])
        .default('text'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 findings, 2 could not start, or a part could not be done.',
    )
    .action((flags: CheckFlags) =>
      run(flags, async ({ migrator, reporter }) => {
        const result = await migrator.check({
          parts: CHECK_PARTS.filter(
            (name) => (flags.only?.includes(name) ?? true) && flags.skip?.includes(name) !== true,
          ),
          against: flags.against,
        });
        reporter.result('check', result);
        return EXIT_CODES[result.outcome];
      }),
    );

function readParts(words: string): readonly CheckPartName[] {
  return words.split(',').map((word) => {
    const part = CHECK_PARTS.find((name) => name === word.trim());
    if (part === undefined) throw new InvalidArgumentError(`"${word}" is none of ${CHECK_PARTS.join(', ')}.`);
    return part;
  });
}
