import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { BenchCommand } from './peer.ts';

/** What one run of a command took. */
export interface Measurement {
  readonly wallMs: number;
  /** User and system time of the command and all it started; undefined where there is no /proc. */
  readonly cpuMs: number | undefined;
  /** Largest sum of the resident sets of the command and all it started, in MB; looked at every 20 ms. */
  readonly peakMb: number | undefined;
}

const TICKS_PER_SECOND = 100;

/** Reads what the shell has waited for when the command is over, and hands it out on descriptor 3. */
const SHELL = '"$@"; code=$?; if [ -r /proc/$$/stat ]; then cat /proc/$$/stat >&3; fi; exit $code';

/** Runs a command to its end. @throws with its output when it fails. */
export async function runMeasured({ argv, cwd, env }: BenchCommand): Promise<Measurement> {
  const started = performance.now();
  const child = spawn('sh', ['-c', SHELL, 'sh', ...argv], {
    cwd,
    // npm's word for where it was typed would go before the folder the command runs in.
    env: { ...process.env, INIT_CWD: undefined, NO_COLOR: '1', CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let stat = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  child.stdio[3]?.on('data', (chunk) => (stat += chunk));
  let peakMb: number | undefined;
  const watch = setInterval(() => {
    const now = child.pid === undefined ? undefined : residentMb(child.pid);
    if (now !== undefined) peakMb = Math.max(peakMb ?? 0, now);
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  const wallMs = performance.now() - started;
  if (code !== 0) throw new Error(`${argv.join(' ')} exited with ${code}:\n${output.slice(-4_000)}`);
  return { wallMs, cpuMs: childrenCpuMs(stat), peakMb };
}

/** Fields 16 and 17 of /proc/PID/stat: what the children that were waited for used. */
function childrenCpuMs(stat: string): number | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return undefined;
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
}

function residentMb(pid: number): number | undefined {
  try {
    const own = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return (
      Number(own ?? 0) / 1024 + children.reduce((sum, child) => sum + (residentMb(Number(child)) ?? 0), 0)
    );
  } catch {
    // It ended meanwhile, or this is no Linux.
    return undefined;
  }
}
