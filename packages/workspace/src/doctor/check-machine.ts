import { spawnSync } from 'node:child_process';
import { findPortHolder } from '@groundwork/local-supabase';
import { isPortFree } from '../process/is-port-free.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Node, as `package.json` asks for it. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  if (!fits) return fail('Node', `This is Node ${version}.`, 'Install Node 20.19 or newer.');
  return ok('Node', `${version}, on ${process.platform} ${process.arch}.`);
}

/** Docker is wanted by the Supabase CLI's stack alone. */
export function checkDocker(): Check {
  const { status, error } = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], {
    encoding: 'utf8',
    timeout: 5_000,
    windowsHide: true,
  });
  if (status === 0)
    return ok('Docker', 'It runs: `npm run supabase -- start` would bring the whole of Supabase.');
  const state =
    error !== undefined && 'code' in error && error.code === 'ENOENT'
      ? 'It is not installed'
      : 'It does not answer';
  return ok('Docker', `${state}, and nothing here needs it but \`npm run supabase -- start\`.`);
}

/** Ports `npm run dev` wants, and what to do when somebody has one. */
const wanted = [
  { port: 3000, what: 'the web app', flag: '--port 3001' },
  { port: 54321, what: 'the Supabase API', flag: '--api-port 54331' },
];

/** @param ours Processes of this workspace that may have them. */
export async function checkPorts(ours: readonly number[], apiWanted: boolean): Promise<Check> {
  const taken: string[] = [];
  const flags: string[] = [];
  const found: string[] = [];
  for (const { port, what, flag } of apiWanted ? wanted : wanted.slice(0, 1)) {
    if (await isPortFree(port)) {
      found.push(`${port} is free for ${what}`);
      continue;
    }
    const holder = findPortHolder(port);
    if (holder !== undefined && ours.includes(holder.pid)) {
      found.push(`${port} is ${what} of this workspace (process ${holder.pid})`);
      continue;
    }
    taken.push(`${port} is taken${holder ? ` by process ${holder.pid} (${holder.command})` : ''}`);
    flags.push(flag);
  }
  if (taken.length === 0) return ok('ports', `${found.join(', ')}.`);
  return warn(
    'ports',
    `${taken.join(', ')}.`,
    `If that is not \`npm run dev\` itself: npm run dev -- ${flags.join(' ')}`,
  );
}
