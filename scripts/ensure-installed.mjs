import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withInstallLock } from './install-lock.mjs';

const INSTALLED = 'node_modules/.pnpm/lock.yaml';
const SAME = 'node_modules/.lockfiles-agree';

/**
 * Makes node_modules what pnpm-lock.yaml says, with nothing but Node and npm on the machine.
 * Costs about a millisecond when it already is. Writes to stderr only; exits 2 when the install fails.
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  await withInstallLock(root, async ({ afterCrash }) => {
    if (isInstalled(root) && !afterCrash) return;
    if (afterCrash || isForeign(root)) removeModules(root);
    const { packageManager } = readManifest(root);
    const started = Date.now();
    say(`Installing dependencies (${packageManager}, frozen lockfile) …`);
    const code = await runPnpm(root, packageManager);
    if (code !== 0) {
      say('The install failed; the lines above say why. The same command tries again.');
      process.exit(2);
    }
    rememberSameLockfiles(root);
    rememberForNpm(root);
    say(`Dependencies are installed (${((Date.now() - started) / 1000).toFixed(1)} s).`);
  });
}

/** pnpm leaves a copy of the lockfile it installed; the two are equal, or known to mean the same. */
function isInstalled(root) {
  if (!existsSync(join(root, INSTALLED)) || isForeign(root)) return false;
  const { wanted, installed, pair } = readLockfiles(root);
  return wanted.equals(installed) || readIfThere(join(root, SAME)) === pair;
}

/** A lockfile that only reads differently (a comment, a merge) leaves that copy as it was; said once, it is not asked again. */
function rememberSameLockfiles(root) {
  const { wanted, installed, pair } = readLockfiles(root);
  if (!wanted.equals(installed)) writeFileSync(join(root, SAME), pair);
}

function readLockfiles(root) {
  const wanted = readFileSync(join(root, 'pnpm-lock.yaml'));
  const installed = readFileSync(join(root, INSTALLED));
  return { wanted, installed, pair: createHash('sha256').update(wanted).update(installed).digest('hex') };
}

/**
 * A node_modules that pnpm did not finish, or that npm has been at: npm replaces pnpm's links by folders of
 * its own, and pnpm then believes that everything is in place.
 */
function isForeign(root) {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return false;
  return (
    !existsSync(join(modules, '.modules.yaml')) ||
    existsSync(join(modules, '.package-lock.json')) ||
    Object.keys(readManifest(root).devDependencies).some((name) => !isLink(join(modules, name)))
  );
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function removeModules(root) {
  const workspaces = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  );
  for (const folder of [root, ...workspaces]) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true, maxRetries: 3 });
  }
}

function runPnpm(root, packageManager) {
  const [command, ...args] = pnpmCommand(root, packageManager);
  // NODE_ENV=production must not leave out the tools this very command needs. Everything pnpm says goes to
  // stderr: stdout belongs to the command that was typed.
  const options = ['--frozen-lockfile', '--prod=false'];
  // Else it asks how old every version is: half of the first download, for what the lockfile's checksums name already.
  if (!process.env.CI) options.push('--trust-lockfile');
  const child = spawn(command, [...args, 'install', ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // npm is a .cmd on Windows and wants a shell; all the words are constants, so it has nothing to misread.
    shell: command === 'npm' && process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The pinned pnpm: the one in node_modules, else fetched into npm's cache by the npm that started us or is on PATH. */
function pnpmCommand(root, packageManager) {
  const home = join(root, 'node_modules/pnpm');
  if (existsSync(join(home, 'package.json')) && packageManager === `pnpm@${readManifest(home).version}`) {
    return [process.execPath, join(home, 'bin/pnpm.mjs')];
  }
  const { npm_execpath: caller = '' } = process.env;
  const npm = caller.endsWith('npm-cli.js') ? [process.execPath, caller] : ['npm'];
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return [...npm, 'exec', '--yes', ...quietly, `--package=${packageManager}`, '--', 'pnpm'];
}

/**
 * Leaves an empty, git-ignored package-lock.json. Without one, `npm install` typed by habit derives its plan
 * from pnpm's node_modules, walks into the development dependencies of every tool there, and after a minute
 * dies with "Cannot read properties of null". With one it starts from package.json, and ends in our postinstall.
 */
export function rememberForNpm(root) {
  const path = join(root, 'package-lock.json');
  if (existsSync(path)) return;
  const lock = { name: readManifest(root).name, lockfileVersion: 3, requires: true, packages: {} };
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

function readManifest(root) {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
