import type { PartVerdict } from '../model/check.ts';
import type { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';

/** Told, and no reason to fail: a rule that could not be applied, and what an inverse by hand leaves on purpose. */
const ONLY_TOLD: ReadonlySet<string> = new Set(['lint_incomplete', 'down_differs']);

/**
 * Passed where nothing was found but what is only told.
 * @param detail What was looked at, in a few words.
 * @param ownMs Its share of what parts do together; the time since its beginning where that is the same.
 */
export function judged(detail: string, findings: readonly Finding[], ownMs?: number): PartVerdict {
  const outcome = findings.every(({ code }) => ONLY_TOLD.has(code)) ? 'passed' : 'failed';
  return { outcome, detail, findings, ...(ownMs === undefined ? {} : { ownMs }) };
}

/** It does not apply here. @param detail Why not, in a few words. */
export function skipped(detail: string): PartVerdict {
  return { outcome: 'skipped', detail, findings: [] };
}

/** It applies and could not be done. */
export function notDone(error: MigratorError): PartVerdict {
  return { outcome: 'not_done', detail: 'could not be done', findings: error.details.findings ?? [], error };
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}
