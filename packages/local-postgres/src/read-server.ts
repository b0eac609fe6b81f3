import { isKept } from './kept.ts';
import { countHolders } from './lease.ts';
import { defaultDirectory, findServerFolder } from './open-server-folder.ts';
import { readPostmaster } from './read-postmaster.ts';

/** What there is to know about a server without starting it. */
export interface ServerStatus {
  readonly directory: string;
  readonly running: boolean;
  /** Of the postmaster, while it runs. */
  readonly pid?: number;
  readonly port?: number;
  /** Whether it stays up after its last holder. */
  readonly kept: boolean;
  /** Living processes that hold it. */
  readonly holders: number;
  /** The data folder and the log, once there is a folder. */
  readonly data?: string;
  readonly log?: string;
}

/** Looks whether the server of a folder runs; starts nothing. */
export async function readServer(directory?: string): Promise<ServerStatus> {
  const folder = await findServerFolder(directory);
  if (!folder) return { directory: directory ?? defaultDirectory(), running: false, kept: false, holders: 0 };
  const postmaster = await readPostmaster(folder);
  return {
    directory: folder.directory,
    running: postmaster !== undefined,
    ...(postmaster && { pid: postmaster.pid, port: postmaster.port }),
    kept: await isKept(folder),
    holders: await countHolders(folder.directory),
    data: folder.data,
    log: folder.log,
  };
}
