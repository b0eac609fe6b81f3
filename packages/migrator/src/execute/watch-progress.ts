import type { Emit } from '../model/event.ts';
import type { ServerNotice } from '../model/ports.ts';
import type { ComposedFile } from './compose-file.ts';
import type { Marker } from './marker.ts';

/** Where a run is, as far as the server has said. */
export interface Progress {
  /** To be called with each notice. */
  readonly read: (notice: ServerNotice) => void;
  /** True once the first file began. */
  readonly begun: boolean;
  /** Index of the file under way; -1 before the first. */
  readonly file: number;
  /** Index of the statement under way; the number of statements when the file is about to be committed. */
  readonly statement: number;
  readonly current: ComposedFile | undefined;
  /** The files before index `next` are committed. */
  finish(next: number): void;
}

/** Turns marks into events: a file is completed when the next one begins, since its COMMIT came before. */
export function watchProgress(files: readonly ComposedFile[], marker: Marker, emit: Emit): Progress {
  let file = -1;
  let statement = 0;
  let completed = 0;
  let startedAt = 0;
  let received = 0;

  /** @param now the server's clock. */
  function complete(before: number, now: number): void {
    for (; completed < before; completed += 1) {
      const done = files[completed];
      const durationMs = Math.max(0, Math.round(now - startedAt));
      if (done !== undefined) emit({ type: 'completed', migration: done.migration.name, durationMs });
    }
  }

  function begin(index: number, now: number): void {
    complete(index, now);
    startedAt = now;
    received = performance.now();
    if (index === file) return; // the same file, tried again
    file = index;
    const migration = files[index]?.migration.name;
    if (migration !== undefined) emit({ type: 'started', migration, index, of: files.length });
  }

  return {
    read(notice) {
      const mark = marker.read(notice);
      const current = files[mark?.file ?? file];
      if (mark?.at !== undefined) begin(mark.file, mark.at);
      if (mark !== undefined) statement = mark.statement;
      // Before the first mark: notices of our own history table.
      if (current === undefined || file === -1) return;
      const migration = current.migration.name;
      const line = current.statements[statement]?.line ?? 1;
      emit(
        mark === undefined
          ? { type: 'notice', migration, line, notice }
          : { type: 'statement', migration, line },
      );
    },
    get begun() {
      return file >= 0;
    },
    get file() {
      return file;
    },
    get statement() {
      return statement;
    },
    get current() {
      return files[file];
    },
    // The last file of a message has no mark behind it: the time since its own mark came in stands for it.
    finish: (next) => complete(next, startedAt + performance.now() - received),
  };
}
