import { askTerminal } from './confirm.ts';
import { runCli } from './run-cli.ts';

const { env, stdin, stdout, stderr } = process;

// `migrate | head`: that nobody reads any more is no reason to leave a migration half way.
for (const stream of [stdout, stderr]) stream.on('error', () => {});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => stdout.write(`${line}\n`),
  err: (line) => stderr.write(`${line}\n`),
  colors: env.NO_COLOR ? false : stdout.isTTY === true || Boolean(env.FORCE_COLOR),
  env,
  // npm and pnpm run a script in the package's folder and say here where the user typed.
  cwd: env.INIT_CWD ?? process.cwd(),
  ...(stdin.isTTY && stdout.isTTY ? { confirm: askTerminal } : {}),
});
