import { findWorkspaceRoot } from '@groundwork/local-postgres';
import { runCli } from './run-cli.ts';

const { env, stdout, stderr } = process;
for (const stream of [stdout, stderr]) stream.on('error', () => {});

const cwd = env.INIT_CWD ?? process.cwd();
process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => stdout.write(`${line}\n`),
  err: (line) => stderr.write(`${line}\n`),
  env,
  root: findWorkspaceRoot(process.cwd()),
  cwd,
});
