import { Command } from 'commander';
import { expect, test } from 'vitest';
import { refuseWords } from './refuse-words.ts';

const program = new Command();
program.command('up').option('--step <n>');
program.command('status').option('--check').option('--json');
program.command('rollback').option('--allow-data-loss');
const NPM = { npm_config_user_agent: 'npm/10.8.2 node/v20.20.2', npm_lifecycle_event: 'migrate' };

test('what npm kept is not left out in silence', () => {
  const env = { ...NPM, npm_config_check: 'true' };
  expect(() => refuseWords(['status'], program, env)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: 'npm has kept --check for itself, so nothing was done.',
      details: {
        hint: 'Put a "--" in front of what is meant for the command: npm run migrate -- status --check …',
      },
    }),
  );
});

test.each([
  ['a flag of another command', ['status'], { npm_config_step: '1' }, '--step'],
  ['a command typed as a flag', [], { npm_config_status: 'true' }, '--status'],
  ['a flag whose value npm took for a word', ['folder'], { npm_config_step: 'true' }, '--step'],
])('%s is refused too', (_, words, settings, flag) => {
  expect(() => refuseWords(words, program, { ...NPM, ...settings })).toThrow(
    `npm has kept ${flag} for itself, so nothing was done.`,
  );
});

test('a script that names the command is typed as it is', () => {
  const env = { ...NPM, npm_lifecycle_event: 'migrate:rollback', npm_config_allow_data_loss: 'true' };
  expect(() => refuseWords(['rollback'], program, env)).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({
        hint: expect.stringContaining('npm run migrate:rollback -- --allow-data-loss'),
      }),
    }),
  );
});

test.each([
  ['settings of npm itself', { ...NPM, npm_config_json: 'true' }],
  ['pnpm, which hands flags on', { ...NPM, npm_config_user_agent: 'pnpm/12', npm_config_check: 'true' }],
  ['no script', { npm_config_check: 'true' }],
])('%s are nothing to refuse', (_, env) => {
  expect(() => refuseWords(['status'], program, env)).not.toThrow();
});

test('a command there is not is no argument of up', () => {
  expect(() => refuseWords(['stauts'], program, {})).toThrow(
    expect.objectContaining({
      message: 'There is no command "stauts".',
      details: { hint: 'There are: up, status, rollback.' },
    }),
  );
});

test.each([[], ['--step', '1'], ['up'], ['status', '--check']])('%j goes on', (...words) => {
  expect(() => refuseWords(words, program, {})).not.toThrow();
});
