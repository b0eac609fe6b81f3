import type { Command } from 'commander';
import { MigratorError } from '../model/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** npm has settings of these names, which somebody's .npmrc may hold for npm's own sake. */
const OF_NPM: ReadonlySet<string> = new Set(['--force', '--json', '--only', '--production', '--yes']);

/**
 * Refuses what commander would misread: a command there is not, for an argument of `up`; and flags that npm has kept for
 * itself. Of what is typed without a `--` in front, `npm run` hands on the words alone, and the flags are nowhere but in
 * its environment: `status --check` would be `status`, and `--dry-run` or `--plan` a run.
 * @throws {MigratorError} `usage`
 */
export function refuseWords(words: readonly string[], program: Command, env: Env): void {
  const [first = 'up'] = words;
  const name = first.startsWith('-') ? 'up' : first;
  const known = program.commands.some((each) => each.name() === name);
  refuseKept(known ? name : 'up', program, env);
  if (known) return;
  throw new MigratorError('usage', `There is no command "${name}".`, {
    hint: `There are: ${program.commands.map((each) => each.name()).join(', ')}.`,
  });
}

/** Whichever command a flag is of: who typed it meant something else than what would be done. */
function refuseKept(name: string, { commands }: Command, env: Env): void {
  const script = env.npm_lifecycle_event;
  if (script === undefined || !env.npm_config_user_agent?.startsWith('npm/')) return;
  const flags = commands.flatMap((command) => [
    `--${command.name()}`,
    ...command.options.flatMap(({ long }) => long ?? []),
  ]);
  const kept = [...new Set(flags)].filter((flag) => !OF_NPM.has(flag) && env[settingOf(flag)] !== undefined);
  if (kept.length === 0) return;
  const named = script === 'migrate' && name !== 'up' ? `${name} ` : '';
  throw new MigratorError('usage', `npm has kept ${kept.join(' and ')} for itself, so nothing was done.`, {
    hint: `Put a "--" in front of what is meant for the command: npm run ${script} -- ${named}${kept.join(' … ')} …`,
  });
}

function settingOf(flag: string): string {
  return `npm_config_${flag.slice(2).replaceAll('-', '_')}`;
}
