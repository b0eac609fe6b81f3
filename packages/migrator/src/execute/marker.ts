import { randomBytes } from 'node:crypto';
import { STARTED_SETTING } from '../database/history.ts';

/** Where a run is: a file by its index in the run, a part by its index in the file, a statement by its own there. */
export interface Mark {
  readonly file: number;
  readonly part: number;
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
  /** The statement that sends the mark. @param opens The file begins here: its time is taken. */
  text(mark: Omit<Mark, 'at'>, opens?: boolean): string;
  /** The mark in a notice, or undefined when the notice is not ours. */
  read(notice: { severity: string; message: string }): Mark | undefined;
}

/** Keeps the moment for the history row, and gives it back. */
const STARTS = `pg_catalog.set_config('${STARTED_SETTING}', pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())::text, false)`;

/** The token is new for each run, so that no file can send a mark of ours. */
export function createMarker(): Marker {
  const token = `migrator-${randomBytes(6).toString('hex')}`;
  return {
    text({ file, part, statement }, opens = false) {
      const time = opens ? `, 1000 * (${STARTS})::float8` : '';
      return `DO $m$BEGIN RAISE INFO '${token} ${file} ${part} ${statement}${time && ' %'}'${time};END$m$;`;
    },
    read({ severity, message }) {
      if (severity !== 'INFO' || !message.startsWith(token)) return undefined;
      const [, file = 0, part = 0, statement = 0, at] = message.split(' ').map(Number);
      return { file, part, statement, ...(at === undefined ? {} : { at }) };
    },
  };
}
