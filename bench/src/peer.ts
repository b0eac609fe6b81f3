/** What is asked of a runner: all files, none, or one more. */
export type Scenario = 'apply' | 'no-op' | 'one new file';

/** One migration: a name without number or extension, and its SQL. */
export interface BenchMigration {
  readonly name: string;
  readonly sql: string;
}

/** A command line with the environment it needs beside the usual. */
export interface BenchCommand {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A migration runner that is measured. Each does the same work, in the layout it expects, by the command people type. */
export interface Peer {
  /** As the table and the chart name it. */
  readonly name: string;
  /** Round trips for `files` files of four statements, roughly: a cell that would take minutes is not run. */
  expectedRoundTrips(files: number): number;
  /** What it is measured in; without, in everything. */
  readonly scenarios?: readonly Scenario[];
  /** Writes the folder, anew or with more files than before. */
  write(folder: string, migrations: readonly BenchMigration[]): void;
  command(folder: string, url: string): BenchCommand;
}
