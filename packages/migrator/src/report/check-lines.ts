import type { CheckedPart, CheckResult } from '../model/check.ts';

/** What each outcome of a part is marked with. */
export const PART_MARKS: Readonly<Record<CheckedPart['outcome'], string>> = {
  passed: '✅',
  failed: '❌',
  skipped: '⏭️ ',
  not_done: '❌',
};

/** What a part looked at, or why it did not. */
export function partDetail({ outcome, detail }: CheckedPart): string {
  return outcome === 'skipped' ? `skipped: ${detail}` : detail;
}

/** `1.2 s` */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The last line: how it ended, and which parts it hangs on. */
export function checkVerdict({ outcome, parts, durationMs }: CheckResult): string {
  const named = (wanted: CheckedPart['outcome']) =>
    parts
      .filter((part) => part.outcome === wanted)
      .map(({ name }) => name)
      .join(', ');
  const skipped = parts.filter((part) => part.outcome === 'skipped').length;
  const took = seconds(durationMs);
  if (outcome === 'clean') {
    return `✅ All checks passed (${parts.length - skipped} done, ${skipped} skipped, ${took})`;
  }
  const failed = named('failed');
  const notDone = named('not_done');
  const said = [
    ...(failed === '' ? [] : [`findings in ${failed}`]),
    ...(notDone === '' ? [] : [`could not be done: ${notDone}`]),
  ];
  return `❌ ${said.join('; ').replace(/^./, (letter) => letter.toUpperCase())} (${took})`;
}
