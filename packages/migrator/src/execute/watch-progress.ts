import type { Emit } from '../model/event.ts';
import type { ServerNotice } from '../model/ports.ts';
import type { ComposedFile, Part } from './composed-file.ts';
import type { Marker } from './marker.ts';

/** Where a run is, as far as the server has said. */
export interface Progress {
  /** To be called with each notice. */
  readonly read: (notice: ServerNotice) => void;
  /** True once the first file began. */
  readonly begun: boolean;
  /** Index of the statement under way; the number of statements when a transaction is about to be committed. */
  readonly statement: number;
  readonly current: ComposedFile | undefined;
  /** Its index in the run; -1 before the first. */
  readonly file: number;
  /** When the statement under way began, by `performance.now()`. */
  readonly since: number;
  /** The part under way. */
  readonly part: Part | undefined;
  /** A statement that runs alone has no mark before it: it begins now. */
  enter(part: Part, statement: number): void;
  /** The files before index `next` are committed. */
  finish(next: number): void;
}

/** Turns marks into events: a file is completed when the next one begins, since its COMMIT came before. */
export function watchProgress(files: readonly ComposedFile[], marker: Marker, emit: Emit): Progress {
  let file = -1;
  let part = 0;
  let statement = 0;
  let completed = 0;
  let startedAt = 0;
  let received = 0;
  let since = 0;

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

  function tell(notice?: ServerNotice): void {
    const current = files[file];
    if (current === undefined) return;
    const migration = current.migration.name;
    const line = current.statements[statement]?.line ?? 1;
    emit(
      notice === undefined
        ? { type: 'statement', migration, line }
        : { type: 'notice', migration, line, notice },
    );
  }

  return {
    read(notice) {
      const mark = marker.read(notice);
      if (mark === undefined) return tell(notice);
      if (mark.at !== undefined) begin(mark.file, mark.at);
      part = mark.part;
      statement = mark.statement;
      since = performance.now();
      return tell();
    },
    enter(next, index) {
      part = next.part;
      statement = index;
      since = performance.now();
      tell();
    },
    get begun() {
      return file >= 0;
    },
    get statement() {
      return statement;
    },
    get file() {
      return file;
    },
    get since() {
      return since;
    },
    get current() {
      return files[file];
    },
    get part() {
      return files[file]?.parts[part];
    },
    // The last file of a message has no mark behind it: the time since its own mark came in stands for it.
    finish: (next) => complete(next, startedAt + performance.now() - received),
  };
}
