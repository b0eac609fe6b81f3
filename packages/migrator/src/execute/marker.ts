import { randomBytes } from 'node:crypto';

/** Where a run is: a file by its index in the run, and a statement by its index in the file. */
export interface Mark {
  readonly file: number;
  readonly statement: number;
  /** The server's clock in milliseconds, where a file begins: marks may reach the client long after, many at once. */
  readonly at?: number;
}

/**
 * A marker is a message of our own that the server sends back as it gets there: it costs no round trip, gives an error
 * its place (most have no position) and a notice its file. INFO, because a file may set `client_min_messages` and INFO
 * comes through all the same; it never reaches the server's log.
 */
export interface Marker {
  /** The statement that sends the mark. */
  text(mark: Mark): string;
  /** The mark in a notice, or undefined when the notice is not ours. */
  read(notice: { severity: string; message: string }): Mark | undefined;
}

/** The token is new for each run, so that no file can send a mark of ours. */
export function createMarker(): Marker {
  const token = `migrator-${randomBytes(6).toString('hex')}`;
  return {
    text({ file, statement }) {
      const time =
        statement === 0 ? ", pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) * 1000" : '';
      return `DO $m$BEGIN RAISE INFO '${token} ${file} ${statement}${time && ' %'}'${time};END$m$;`;
    },
    read({ severity, message }) {
      if (severity !== 'INFO' || !message.startsWith(token)) return undefined;
      const [, file = 0, statement = 0, at] = message.split(' ').map(Number);
      return { file, statement, ...(at === undefined ? {} : { at }) };
    },
  };
}
