import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildCommand } from './build-command.mjs';

/** Scripts that start a tool, which has no definition of ours. */
const TOOLS = {
  test: "every package's tests, on a real Postgres; what follows `--` goes to vitest",
  'test:deep':
    'the searches: every case of adoption, 200 random histories, every object mutated, a cut at every message; kills and moves of the embedded server; every page of docs',
  check: 'format, lint, types, unused files, exports and dependencies',
  typecheck: 'types alone',
  lint: 'format and lint alone',
  unused: 'unused files, exports and dependencies alone',
  format: 'format, and fix what can be fixed',
  build: 'build the web app',
  bench: 'the benchmark beside its peers: [bench/README.md](bench/README.md)',
  supabase: 'the Supabase CLI, pinned, fetched from npm when it is used first',
  'pack:migrator': 'the migrator as a tarball, for a project that is no clone of this one',
  'docs:commands': 'write this table anew',
};

/** Where there is more to say than a line. */
const GUIDES = {
  'migrate plan': 'docs/rules/README.md',
  'migrate adopt': 'docs/adoption.md',
  'migrate drift': 'docs/adoption.md',
  'migrate import': 'docs/moving-from-drizzle-kit.md',
  'migrate new': 'docs/patterns.md',
  'migrate undo': 'docs/rollback.md',
  'migrate repair': 'docs/rollback.md',
  'migrate:rollback': 'docs/rollback.md',
  'migrate:check': 'docs/check.md',
  'migrate:prod': 'docs/production.md',
  'db:generate': 'docs/new-feature.md',
  dev: 'docs/targets.md',
  'pack:migrator': 'docs/updates.md',
};

/** Scripts npm calls, not people. */
const UNTYPED = new Set(['postinstall']);

/** The README's table of commands: a row a root script, and a row a command of `migrate` that has none. */
export async function commandTable(root) {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const cli = join(root, 'packages/migrator/bin/migrate.mjs');
  const migrate = await readTerms([cli], 'Commands');
  // In the README it is not one of several.
  migrate.up = migrate.up.replace(' (the default)', '');
  const workspace = await readTerms(
    [fileURLToPath(await buildCommand(root, 'packages/workspace'))],
    'Commands',
  );
  const stack = await readTerms(
    [fileURLToPath(await buildCommand(root, 'packages/local-supabase'))],
    'Commands',
  );
  const own = { ...workspace, stack: `the Supabase API alone, in the background: ${withWords(stack)}` };

  const flags = await readTerms([cli, 'up'], 'Options');
  const words = (name, script) => {
    const [, , tool, command, flag] = script.split(' ');
    if (flag !== undefined && flag in flags) return `${migrate[command]}, on ${flags[flag]}`;
    return TOOLS[name] ?? (tool === 'migrate' ? migrate[command ?? 'up'] : own[tool]);
  };
  const rows = Object.entries(scripts)
    .filter(([name]) => !UNTYPED.has(name))
    .map(([name, script]) => [name, words(name, script)]);
  const scripted = new Set(
    Object.values(scripts).flatMap((script) => /run\.mjs migrate ([\w-]+)/.exec(script)?.[1] ?? []),
  );
  const inner = Object.entries(migrate)
    .filter(([name]) => name !== 'up' && !scripted.has(name))
    .map(([name, text]) => [`migrate ${name}`, text]);
  const first = ([name]) => name.startsWith('migrate') || name === 'verify-triggers';
  const all = [...rows.filter(([name]) => name === 'migrate'), ...inner];
  all.push(...rows.filter((row) => first(row) && row[0] !== 'migrate'), ...rows.filter((row) => !first(row)));
  return ['| command | does |', '|---|---|', ...all.map(([name, text]) => row(name, text))].join('\n');
}

function row(name, text) {
  if (text === undefined)
    throw new Error(`Nobody says what "npm run ${name}" does: see scripts/command-table.mjs.`);
  const guide = name in GUIDES ? ` ([more](${GUIDES[name]}))` : '';
  return `| \`${name}\` | ${markFlags(text)}${guide} |`;
}

const markFlags = (text) => text.replaceAll(/(?<![\w`-])(--[a-z-]+)/g, '`$1`').replaceAll('|', '\\|');
const withWords = (commands) =>
  Object.entries(commands)
    .map(([name, text]) => `\`${name}\` (${text})`)
    .join(', ');

/** What a program's own help says of its commands or options, by their names. */
async function readTerms(argv, heading) {
  const { stdout } = await promisify(execFile)(process.execPath, [...argv, '--help']);
  const [section = ''] = (stdout.split(`\n${heading}:\n`)[1] ?? '').split('\n\n');
  const terms = {};
  let last;
  for (const line of section.split('\n')) {
    const [, name, text = ''] = /^ {2}(\S+)(?:.*? {2,}(.*))?$/.exec(line) ?? [];
    if (name === undefined) terms[last] = `${terms[last]} ${line.trim()}`.trim();
    else {
      last = name;
      terms[name] = text;
    }
  }
  return terms;
}
