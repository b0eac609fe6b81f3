import type { BuildProgress, Emit } from '../model/event.ts';
import type { Progress } from './watch-progress.ts';

export interface WatchLongWorkOptions {
  readonly progress: Progress;
  /** How many files the run has. */
  readonly of: number;
  /** How far the index under way is, where that is known. */
  readonly build?: () => BuildProgress | undefined;
  /** The files are taken back. */
  readonly undoing?: boolean | undefined;
  readonly emit: Emit;
}

export interface LongWorkWatch {
  /** The server has been heard of. */
  heard(): void;
  /** A message is under way. */
  start(): void;
  /** It has ended. */
  stop(): void;
}

/** Milliseconds without news after which somebody who watches begins to wonder. */
const SILENCE = 1_000;

/** Says that a run goes on, while the server says nothing. Its timer keeps no process alive. */
export function watchLongWork({ progress, of, build, undoing, emit }: WatchLongWorkOptions): LongWorkWatch {
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    const { current, file: index, statement, since } = progress;
    // Before the first file only our own table is made.
    if (current === undefined) return;
    const line = current.statements[statement]?.line;
    const seen = build?.();
    emit({
      type: 'progress',
      migration: current.migration.name,
      index,
      of,
      ...(line === undefined ? {} : { line }),
      elapsedMs: Math.round(performance.now() - since),
      ...(undoing === true ? { undoing } : {}),
      ...(seen === undefined ? {} : { build: seen }),
    });
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    heard: () => timer?.refresh(),
    start() {
      stop();
      timer = setInterval(tell, SILENCE).unref();
    },
    stop,
  };
}
