#!/usr/bin/env node
// What the root package.json calls: installs what is missing, then does the thing.
//   run.mjs migrate ARGS        the migrator's CLI, in this process
//   run.mjs stack ARGS          the CLI of another package, in this process (those of COMMANDS)
//   run.mjs install             only the first half: what `npm install` ends with
//   run.mjs bench ARGS          the benchmark, with dependencies of its own
//   run.mjs TOOL FIXED -- ARGS  a tool of the root devDependencies (turbo, biome, knip)
//   run.mjs in FOLDER TOOL …    the same for a package's tool, in its folder
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Groundwork needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(2);
}

// Relative paths mean the folder the user typed in; npm and pnpm name it, a bare `node scripts/run.mjs` does not.
process.env.INIT_CWD ??= process.cwd();
// What the migrator calls itself where it says what to type next.
process.env.MIGRATE_TYPED_AS ??= process.env.npm_config_user_agent?.startsWith('pnpm')
  ? 'pnpm migrate'
  : 'npm run migrate --';
process.env.MIGRATE_DIR ||= join(root, 'packages/db/drizzle');
Object.assign(process.env, {
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
});

const COMMANDS = {
  stack: 'packages/local-supabase',
  dev: 'packages/workspace',
  doctor: 'packages/workspace',
  reset: 'packages/workspace',
  supabase: 'packages/workspace',
  types: 'packages/workspace',
};

const [tool = '', ...rest] = process.argv.slice(2);
const { ensureInstalled, rememberForNpm } = await import('./ensure-installed.mjs');

if (tool === 'install') {
  // pnpm runs this script at the end of its own install: there is nothing left to do but the note for npm.
  if (process.env.npm_config_user_agent?.startsWith('pnpm')) rememberForNpm(root);
  else await ensureInstalled(root);
} else {
  await ensureInstalled(root);
  if (tool === 'migrate') {
    const cli = join(root, 'packages/migrator/bin/migrate.mjs');
    process.argv = [process.argv[0] ?? 'node', cli, ...(rest[0] === '--' ? rest.slice(1) : rest)];
    await import(pathToFileURL(cli).href);
  } else if (tool === 'bench') {
    const { runBench } = await import('./run-bench.mjs');
    runBench(root, rest[0] === '--' ? rest.slice(1) : rest);
  } else if (tool in COMMANDS) {
    const { buildCommand } = await import('./build-command.mjs');
    const bundle = await buildCommand(root, COMMANDS[tool]);
    // They are about this workspace, wherever they were typed.
    process.chdir(root);
    process.argv = [
      process.argv[0] ?? 'node',
      fileURLToPath(bundle),
      // The package of the whole workspace has a command for each, the others are one.
      ...(COMMANDS[tool] === 'packages/workspace' ? [tool] : []),
      ...(rest[0] === '--' ? rest.slice(1) : rest),
    ];
    await import(bundle);
  } else {
    const { runTool } = await import('./run-tool.mjs');
    const [folder, name, args] = tool === 'in' ? [rest[0], rest[1], rest.slice(2)] : ['.', tool, rest];
    await runTool(root, join(root, folder), name, args);
  }
}
