import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';

// Its example runs in packed.test.ts, as a user's would.
const README = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

test('the README names every command', async () => {
  const help: string[] = [];
  const io = { out: (line: string) => help.push(line), err: () => {}, colors: false, env: {}, cwd: '/' };
  await runCli(['--help'], io);
  const commands = [...help.join('\n').matchAll(/^ {2}(\w[\w-]*)\b.*\n/gm)].map(([, name]) => name);
  expect(commands).toContain('plan');
  const block = README.slice(README.indexOf('```\nmigrate'), README.indexOf('`migrate COMMAND'));
  expect(commands.filter((name) => name !== 'up' && !block.includes(`migrate ${name}`))).toEqual([]);
});
