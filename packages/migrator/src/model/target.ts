/**
 * How the connection is encrypted: `off`; `require`, encrypted with whatever certificate the server shows;
 * `verify`, with a certificate of a known authority, and for the host's name where `name` is true.
 */
export type Tls =
  | { readonly mode: 'off' }
  | { readonly mode: 'require' }
  | { readonly mode: 'verify'; readonly ca: string | undefined; readonly name: boolean };

/** The database a run is for. */
export interface Target {
  /** `embedded`: the one this repository starts by itself; `local`: another on this machine; `remote`: any other. */
  readonly kind: 'embedded' | 'local' | 'remote';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: Tls;
  /** How long to wait for the server to answer, in milliseconds; 15 seconds where it is absent. */
  readonly connectTimeout?: number;
  /** For people's eyes: host, port and database, never user or password. */
  readonly label: string;
  /** Where the URL came from, for messages: `DATABASE_URL in .env.local`. */
  readonly origin: string;
}
