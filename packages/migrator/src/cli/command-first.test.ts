import { Command } from 'commander';
import { expect, test } from 'vitest';
import { commandFirst } from './command-first.ts';

const program = new Command();
for (const name of ['up', 'status', 'new']) {
  program.command(name).option('--dir <folder>').option('-s, --step <n>').option('--json');
}

test.each([
  ['--dir x status', 'status --dir x'],
  ['--json --dir=x status --check', 'status --json --dir=x --check'],
  ['-s 2 status', 'status -s 2'],
  // A folder of that name is no command.
  ['--dir status', '--dir status'],
  ['--dir status new', 'new --dir status'],
  ['status --dir x', 'status --dir x'],
  ['--json', '--json'],
  ['--json nonsense', '--json nonsense'],
  ['', ''],
])('%j means %j', (typed, meant) => {
  expect(commandFirst(typed.split(' '), program).join(' ')).toBe(meant);
});
