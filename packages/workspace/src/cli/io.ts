/** The world as a command sees it; tests hand in their own. */
export interface Io {
  out(line: string): void;
  err(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The workspace. */
  readonly root: string;
  /** Where the user typed. */
  readonly cwd: string;
}
