import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the benchmark's own dependencies, which nobody else needs, and runs it. */
export function runBench(root, args) {
  const folder = join(root, 'bench');
  if (!isInstalled(folder)) {
    const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
      ? [process.execPath, process.env.npm_execpath]
      : ['npm'];
    // Not `npm ci`: the lockfile does not know every platform's binaries of the peers.
    run([...npm, 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  }
  run([process.execPath, join(folder, 'node_modules/tsx/dist/cli.mjs'), 'src/main.ts', ...args], folder);
}

function isInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
  );
}

function run([command, ...args], cwd) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    // npm is a .cmd on Windows and wants a shell; all the words are constants, so it has nothing to misread.
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (error) process.stderr.write(`${command} could not be started: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 2);
}
