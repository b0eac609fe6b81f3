import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';

/** What `IF NOT EXISTS` says of an object that is there: its code is that of the error it is not. */
const ALREADY_THERE = /^42(P0[67]|7(01|10|23))$/;

/**
 * Passes events on, and makes one finding of all a file's `IF NOT EXISTS … skipping` notices when it is completed:
 * Postgres looked at the names alone, and what is there may have another shape.
 */
export function collectSkipped(emit: Emit): { emit: Emit; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  let skipped: string[] = [];
  return {
    findings,
    emit(event) {
      if (event.type === 'started' || event.type === 'retrying') skipped = [];
      if (event.type === 'notice' && ALREADY_THERE.test(event.notice.code)) {
        skipped.push(
          `${event.notice.message.replace(/ already exists, skipping$/, '')} (line ${event.line})`,
        );
      }
      if (event.type === 'completed' && skipped.length > 0) {
        const finding = skippedFinding(event.migration, skipped);
        findings.push(finding);
        emit({ type: 'finding', finding });
        skipped = [];
      }
      emit(event);
    },
  };
}

function skippedFinding(migration: string, skipped: readonly string[]): Finding {
  return {
    code: 'skipped_existing',
    severity: 'warning',
    migration,
    message: `${migration} left out what is there already: ${skipped.join(', ')}.`,
    hint: 'IF NOT EXISTS looks at the name alone: "migrate drift" compares what is there with the files.',
  };
}
