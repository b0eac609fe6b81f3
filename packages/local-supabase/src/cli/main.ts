import { findWorkspaceRoot } from '@groundwork/local-postgres';
import { runStackCli } from './run-stack-cli.ts';

const { stdout, stderr } = process;
for (const stream of [stdout, stderr]) stream.on('error', () => {});

process.exitCode = await runStackCli(process.argv.slice(2), {
  out: (line) => stdout.write(`${line}\n`),
  err: (line) => stderr.write(`${line}\n`),
  root: findWorkspaceRoot(process.cwd()),
});
