import type { Emit } from '../model/event.ts';
import type { SkippedObject } from '../model/skipped.ts';

/** What `IF NOT EXISTS` says of an object that is there: its code is that of the error it is not. */
const ALREADY_THERE = /^42(P0[67]|7(01|10|23))$/;

/**
 * Passes events on, and keeps the `IF NOT EXISTS … skipping` notices of files that are completed: Postgres looked at the
 * names alone, and what is there may have another shape.
 */
export function collectSkipped(emit: Emit): { emit: Emit; skipped: readonly SkippedObject[] } {
  const skipped: SkippedObject[] = [];
  let current: SkippedObject[] = [];
  return {
    skipped,
    emit(event) {
      if (event.type === 'started' || event.type === 'retrying') current = [];
      if (event.type === 'notice' && ALREADY_THERE.test(event.notice.code)) {
        const object = event.notice.message.replace(/ already exists, skipping$/, '');
        current.push({ migration: event.migration, line: event.line, object });
      }
      if (event.type === 'completed') skipped.push(...current.splice(0));
      emit(event);
    },
  };
}
