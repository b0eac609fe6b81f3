import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerFolder } from './open-server-folder.ts';
import { readCommandLine, readProcessStart } from './read-process.ts';
import { readText } from './read-text.ts';

/** A running server, as its postmaster.pid tells it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers or stops. */
  readonly ready: boolean;
}

/**
 * The server that runs on this data folder. Undefined when there is none: also when the file is stale, its pid
 * belongs to another program by now, or it came along with a copy of the folder.
 */
export async function readPostmaster(folder: ServerFolder): Promise<Postmaster | undefined> {
  const lines = (await readText(join(folder.data, 'postmaster.pid')))?.split('\n') ?? [];
  const [pid, data = '', , port, , , , status = ''] = lines;
  if (!pid || readProcessStart(Number(pid)) === undefined) return undefined;
  if (!existsSync(data) || realpathSync(data) !== realpathSync(folder.data)) return undefined;
  const command = readCommandLine(Number(pid));
  if (command !== undefined && !command.includes(folder.clusterName)) return undefined;
  return { pid: Number(pid), port: Number(port), ready: status.trim() === 'ready' };
}
