import type { Finding } from '../model/finding.ts';
import type { SkippedObject } from '../model/skipped.ts';

/**
 * One finding a file for what was left as it was and could not be compared.
 * @param reason Why not, in a sentence.
 */
export function describeSkipped(skipped: readonly SkippedObject[], reason: string): Finding[] {
  return [...new Set(skipped.map(({ migration }) => migration))].map((migration) => {
    const objects = skipped
      .filter((each) => each.migration === migration)
      .map(({ object, line }) => `${object} (line ${line})`);
    return {
      code: 'skipped_existing',
      severity: 'warning',
      migration,
      message: `${migration} left out what is there already: ${objects.join(', ')}. ${reason}`,
      hint: 'IF NOT EXISTS looks at the name alone: "migrate drift" compares what is there with the files.',
    };
  });
}
