/** A row as it comes off the wire. */
export type Row = Readonly<Record<string, unknown>>;

/** A NOTICE, WARNING or INFO from the server. */
export interface ServerNotice {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** What the server said of a statement that failed; the fields are those of its ErrorResponse. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly sqlstate: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly context: string | undefined;
  /** 1-based, in characters (code points) of the message sent; undefined when Postgres gives no place. */
  readonly position: number | undefined;
  /** The statement of a function that failed, and the place in it, 1-based in characters. */
  readonly internal: { readonly query: string; readonly position: number } | undefined;

  constructor(fields: {
    sqlstate: string;
    message: string;
    detail?: string | undefined;
    hint?: string | undefined;
    context?: string | undefined;
    position?: number | undefined;
    internal?: { readonly query: string; readonly position: number } | undefined;
  }) {
    super(fields.message);
    this.sqlstate = fields.sqlstate;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.context = fields.context;
    this.position = fields.position;
    this.internal = fields.internal;
  }
}

/**
 * One connection to one backend. Messages go one at a time: what waits in a queue when the cable is cut would be sent
 * again on a new connection, without the lock.
 */
export interface Session {
  /**
   * Sends one simple-protocol message of any number of statements.
   * @returns the rows of each statement that returns rows.
   * @throws {ServerError} what the server refused; {MigratorError} `connection_lost` when the connection is gone.
   */
  run(text: string): Promise<readonly (readonly Row[])[]>;
  /**
   * Sends one statement, with `$1`… in it bound to `parameters`; without parameters by the simple protocol.
   * @returns its rows. Arrays of text are arrays, json is parsed, bigint stays text.
   * @throws as `run` does.
   */
  query(text: string, parameters?: readonly string[]): Promise<readonly Row[]>;
  /** Calls `listener` for each notice as it arrives, until the returned function is called. */
  onNotice(listener: (notice: ServerNotice) => void): () => void;
  /** Asks the server to stop the statement that runs. */
  cancel(): Promise<void>;
  /** Closes the connection; every lock it holds goes with it. */
  close(): Promise<void>;
}
