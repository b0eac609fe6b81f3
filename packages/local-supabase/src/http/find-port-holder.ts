import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** Its command line, cut to what fits a sentence. */
  readonly command: string;
}

/** Who listens on a TCP port of this machine. Undefined when nobody does, or the system does not tell. */
export function findPortHolder(port: number): PortHolder | undefined {
  const pid = process.platform === 'linux' ? findOnLinux(port) : findBySystem(port);
  return pid === undefined ? undefined : { pid, command: readCommand(pid) };
}

function findOnLinux(port: number): number | undefined {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listeningSockets(table, port)));
  if (sockets.size === 0) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of list(`/proc/${pid}/fd`)) {
      if (sockets.has(read(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)))) return Number(pid);
    }
  }
  return undefined;
}

/** Sockets in state LISTEN (0A) on the port, as the links of file descriptors name them. */
function listeningSockets(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return read(() => readFileSync(`/proc/net/${table}`, 'utf8'))
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(wanted) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`);
}

function findBySystem(port: number): number | undefined {
  if (process.platform === 'win32') {
    const line = ask('netstat', ['-ano', '-p', 'TCP'])
      .split('\n')
      .map((text) => text.trim().split(/\s+/))
      .find((fields) => fields[1]?.endsWith(`:${port}`) && fields[3] === 'LISTENING');
    return line === undefined ? undefined : Number(line[4]);
  }
  const pid = Number(ask('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']).split('\n')[0]);
  return pid > 0 ? pid : undefined;
}

function readCommand(pid: number): string {
  const line =
    process.platform === 'linux'
      ? read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
      : process.platform === 'win32'
        ? (ask('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])
            .split('","')[0]
            ?.slice(1) ?? '')
        : ask('ps', ['-o', 'command=', '-p', String(pid)]);
  const text = line.trim() || 'of another user';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(work: () => string): string {
  try {
    return work();
  } catch {
    return '';
  }
}

function ask(command: string, args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8', windowsHide: true }).stdout ?? '';
}
