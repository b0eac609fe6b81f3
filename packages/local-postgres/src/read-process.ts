import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** A process beyond doubt: a pid alone is handed out again, a pid with its start time is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in the platform's own notation; 'unknown' where it may not be read. */
  readonly start: string;
}

let self: ProcessIdentity | undefined;

/** This process. */
export function readSelf(): ProcessIdentity {
  self ??= { pid: process.pid, start: readProcessStart(process.pid) ?? 'unknown' };
  return self;
}

/** True while the very process runs. Where its start time cannot be read, the pid decides. */
export function isRunning(identity: ProcessIdentity): boolean {
  const start = readProcessStart(identity.pid);
  if (start === undefined) return false;
  return start === 'unknown' || identity.start === 'unknown' || start === identity.start;
}

/** Start time of a pid, 'unknown' where it may not be read, undefined when there is no such process or only its zombie. */
export function readProcessStart(pid: number): string | undefined {
  if (!isTaken(pid)) return undefined;
  if (process.platform === 'linux') {
    const stat = readProc(pid, 'stat');
    if (stat === undefined) return isTaken(pid) ? 'unknown' : undefined;
    // The name in parentheses may itself hold spaces and parentheses; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? 'unknown');
  }
  if (process.platform === 'win32') {
    const query = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
    return ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query]) || 'unknown';
  }
  const [state, ...start] = ask('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).split(/\s+/);
  return state?.startsWith('Z') ? undefined : start.join(' ') || 'unknown';
}

/** Command lines by pid, arguments joined by spaces; those that may not be read are left out. Empty on Windows. */
export function readCommandLines(): Map<number, string> {
  const found = new Map<number, string>();
  if (process.platform === 'win32') return found;
  if (process.platform === 'linux') {
    for (const name of readdirSync('/proc')) {
      const line = /^\d+$/.test(name) ? readProc(Number(name), 'cmdline') : undefined;
      if (line) found.set(Number(name), line.replaceAll('\0', ' '));
    }
    return found;
  }
  for (const line of ask('ps', ['-axwwo', 'pid=,command=']).split('\n')) {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line);
    if (match) found.set(Number(match[1]), match[2] ?? '');
  }
  return found;
}

/** Command line of one process, undefined where it may not be read. */
export function readCommandLine(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.platform === 'linux') return readProc(pid, 'cmdline')?.replaceAll('\0', ' ') || undefined;
  return ask('ps', ['-wwo', 'command=', '-p', String(pid)]) || undefined;
}

/** Whether a process works in that folder, or in one deleted by now. Undefined where that may not be seen, and off Linux. */
export function worksIn(pid: number, folder: string): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  const link = `/proc/${pid}/cwd`;
  try {
    if (readlinkSync(link).endsWith(' (deleted)')) return true;
    const theirs = statSync(link);
    const ours = statSync(folder, { throwIfNoEntry: false });
    return theirs.dev === ours?.dev && theirs.ino === ours.ino;
  } catch {
    return undefined;
  }
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readProc(pid: number, file: 'stat' | 'cmdline'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

function ask(command: string, args: string[]): string {
  const env = { ...process.env, LC_ALL: 'C' };
  return spawnSync(command, args, { encoding: 'utf8', windowsHide: true, env }).stdout?.trim() ?? '';
}
