import { join } from 'node:path';
import { hashPath } from './hash-path.ts';

/** Where one server keeps its things. */
export interface ServerFolder {
  /** The folder asked for, absolute and without links: lock, leases, password, port, log. */
  readonly directory: string;
  /** Holds `data`: the same folder, or a place in /var/tmp where the server's user cannot enter this one. */
  readonly home: string;
  readonly data: string;
  readonly log: string;
  /** Stands in the command line and in every process title of this server, and of no other. */
  readonly clusterName: string;
}

/** The names of everything in a server's folder whose data is in `home`. */
export function describeFolder(directory: string, home: string): ServerFolder {
  const data = join(home, 'data');
  return { directory, home, data, log: join(directory, 'log'), clusterName: nameCluster(data) };
}

/** The cluster name of the server that was started on a data folder. */
export function nameCluster(data: string): string {
  return `groundwork-${hashPath(data)}`;
}
