/** The world as a command sees it; tests hand in their own. */
export interface Io {
  out(line: string): void;
  err(line: string): void;
  /** The workspace. */
  readonly root: string;
}
