#!/usr/bin/env node
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { askTerminal, typeAtTerminal } from './confirm.ts';
import { joinWrites } from './join-writes.ts';
import { runCli } from './run-cli.ts';

const { env, stdin, stdout, stderr } = process;

// `migrate | head`: that nobody reads any more is no reason to leave a migration half way.
for (const stream of [stdout, stderr]) stream.on('error', () => {});

// The parser is WebAssembly and runs for a fraction of a second. Optimising it meanwhile cost 0.15 s of CPU on Node 20
// and 22, and no file was large enough to get that back (docs/decisions/speed.md).
setFlagsFromString('--liftoff-only');

/** What a shell gives a program that a signal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
const stop = new AbortController();
let stopped: number | undefined;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The second time, or where nothing is under way that could be stopped in order: at once.
    const again = stopped !== undefined;
    stopped = SIGNALS[name];
    if (again || getEventListeners(stop.signal, 'abort').length === 0) process.exit(stopped);
    stop.abort(name);
  });
}

const write = joinWrites();

/** Where a line may change; in a CI each change would stay in the log. */
const terminal = {
  write: (text: string) => write(stderr, text),
  get columns() {
    // 0 where a pseudo terminal was made by a program that did not say.
    return stderr.columns || 80;
  },
};

const exitCode = await runCli(process.argv.slice(2), {
  out: (line) => write(stdout, `${line}\n`),
  err: (line) => write(stderr, `${line}\n`),
  colors: env.NO_COLOR ? false : stdout.isTTY === true || Boolean(env.FORCE_COLOR),
  ...(stderr.isTTY && env.TERM !== 'dumb' && !env.CI ? { terminal } : {}),
  env,
  // npm and pnpm run a script in the package's folder and say here where the user typed.
  cwd: env.INIT_CWD ?? process.cwd(),
  ...(stdin.isTTY && stdout.isTTY ? { confirm: askTerminal, type: typeAtTerminal } : {}),
  signal: stop.signal,
});
// What came to its end all the same has done what was asked.
process.exitCode = exitCode === 0 ? 0 : (stopped ?? exitCode);
