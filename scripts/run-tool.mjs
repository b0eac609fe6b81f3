import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Runs the tool a package.json's devDependencies bring, as if it had been typed there: same terminal,
 * arguments verbatim, and its exit code or signal becomes ours.
 */
export async function runTool(root, folder, tool, args) {
  // turbo starts pnpm by name; without npm around us its folder is not on PATH.
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].filter(Boolean).join(delimiter);
  const child = spawn(process.execPath, [findTool(folder, tool), ...typedOnce(args)], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, ...colour(), PATH: path },
  });
  let interruption;
  // Ctrl-C reaches the child by itself; we only have to outlive it. The others are sent to us alone.
  process.on('SIGINT', (signal) => {
    interruption = signal;
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interruption = signal;
      child.kill(signal);
    });
  }
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  // turbo exits with 0 when it is interrupted: half a test run would pass for a whole one.
  const end = signal ?? (tool === 'turbo' ? interruption : undefined);
  if (end) {
    process.removeAllListeners(end);
    process.kill(process.pid, end);
  }
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
}

/** turbo gives its tasks no terminal and tells them to colour all the same; in a file or a log they need not. */
function colour() {
  const asked = 'NO_COLOR' in process.env || 'FORCE_COLOR' in process.env;
  return asked || process.stdout.isTTY ? {} : { NO_COLOR: '1' };
}

/** The script behind a command: `biome` is found in `@biomejs/biome`. */
function findTool(folder, tool) {
  for (const name of Object.keys(readManifest(folder).devDependencies)) {
    const home = join(folder, 'node_modules', name);
    const { bin } = readManifest(home);
    const script = typeof bin === 'string' ? name === tool && bin : bin?.[tool];
    if (script) return join(home, script);
  }
  throw new Error(`No devDependency of ${folder} has a command named ${tool}.`);
}

/** What is fixed ends with `--` in package.json; people type another (`pnpm test -- -t name`), and both are ours. */
function typedOnce(args) {
  const end = args.indexOf('--');
  if (end === -1) return args;
  const fixed = args.slice(0, end);
  const typed = args.slice(args[end + 1] === '--' ? end + 2 : end + 1);
  return fixed[0] === 'run' && typed.length > 0 ? [...fixed, '--', ...typed] : [...fixed, ...typed];
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
