import type { Command } from 'commander';

/** The flags of every command that compares a database with a shadow. */
export function withAdoptionOptions(command: Command): Command {
  return command
    .option('--shadow <where>', 'where files are replayed to compare: embedded or target')
    .option('--data <choice>', 'run or skip statements that leave no trace; FILE=run for one file', collect)
    .option('--allow-data-loss', 'let a pending DROP throw away rows of a database that is adopted')
    .option('--trust-unproven', 'record files that make what can not be compared; the record says so')
    .option('--strict', 'let nothing stand on the objects of the files that no file makes');
}

/** An option that may be given again. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
