import type { BenchDatabase } from './bench-database.ts';
import type { BenchCommand } from './peer.ts';
import type { Measurement } from './run-measured.ts';

/** What a task is given. */
export interface TaskWorld {
  /** Root of the repository. */
  readonly root: string;
  /** A folder that is gone afterwards. */
  readonly folder: string;
  openDatabase(): Promise<BenchDatabase>;
  /** Runs a command of ours to its end and measures it. */
  run(command: BenchCommand): Promise<Measurement>;
}

/** Something of ours that is measured by itself: peers have no such thing. */
export interface Task {
  readonly name: string;
  /** What DESIGN promises, in words; without, it is only told. */
  readonly bar?: string;
  /** How often it is measured; the median counts. */
  readonly rounds: number;
  measure(world: TaskWorld): Promise<Measurement>;
}
