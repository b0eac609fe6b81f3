import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from './describe-folder.ts';
import { readCommandLine, readProcessStart } from './read-process.ts';
import { readText } from './read-text.ts';

/** A running server, as its postmaster.pid tells it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers or stops. */
  readonly ready: boolean;
}

/** What stands in postmaster.pid, whether or not it is still true. */
export interface PostmasterFile extends Postmaster {
  /** The data folder, where it was when the server started. */
  readonly data: string;
}

/**
 * The server that runs on this data folder. Undefined when there is none: also when the file is stale, its pid
 * belongs to another program by now, or it came along with a copy of the folder.
 */
export async function readPostmaster(folder: ServerFolder): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(folder);
  if (found === undefined || readProcessStart(found.pid) === undefined) return undefined;
  if (!existsSync(found.data) || realpathSync(found.data) !== realpathSync(folder.data)) return undefined;
  const command = readCommandLine(found.pid);
  if (command !== undefined && !command.includes(folder.clusterName)) return undefined;
  return found;
}

/** Reads postmaster.pid, and believes it. */
export async function readPostmasterFile(folder: ServerFolder): Promise<PostmasterFile | undefined> {
  const lines = (await readText(join(folder.data, 'postmaster.pid')))?.split('\n') ?? [];
  const [pid, data = '', , port, , , , status = ''] = lines;
  return pid ? { pid: Number(pid), data, port: Number(port), ready: status.trim() === 'ready' } : undefined;
}
