import { compareCatalogs, showDifference } from '../../catalog/compare-catalogs.ts';
import { onTable } from '../../catalog/key-parts.ts';
import { showMending } from '../../catalog/mending-sql.ts';
import { ownerObject } from '../../catalog/owner-object.ts';
import type { FactKey } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { SkippedObject } from '../../model/skipped.ts';
import type { JudgedAdoption } from '../adoption.ts';
import { provenKeys } from '../prove/prove.ts';

/** Where the objects that `IF NOT EXISTS` left as they were are not what the files make of them; none where they are. */
export async function describeSkippedDrift(
  judged: JudgedAdoption,
  skipped: readonly SkippedObject[],
): Promise<Finding[]> {
  const { replay, target } = judged;
  const findings: Finding[] = [];
  const keys = provenKeys(judged, target);
  for (const each of skipped) {
    const concerned = [...keys].filter((key) => isAbout(key, each));
    // Two files may have left the same object as it was: it is told once.
    for (const key of concerned) keys.delete(key);
    for (const difference of compareCatalogs(replay.end, target, concerned).differences) {
      findings.push({
        code: 'skipped_differs',
        severity: 'warning',
        migration: each.migration,
        message: `The ${difference.object} is not what the files say: ${each.migration} found ${each.object} there (line ${each.line}), and IF NOT EXISTS left it as it was.`,
        hint: 'The file is recorded. Run the SQL by hand, then "migrate drift" until it finds nothing.',
        ...showDifference(difference),
        ...(await showMending(target, replay.end, difference.key)),
      });
    }
  }
  return findings;
}

/** Postgres tells no schema: an object of the same name elsewhere is compared too. */
function isAbout(key: FactKey, { object }: SkippedObject): boolean {
  const [name = '', relation] = [...object.matchAll(/"((?:[^"]|"")+)"/g)].map(([, quoted = '']) =>
    quoted.replaceAll('""', '"'),
  );
  if (relation === undefined) return ownerObject(key).name === name;
  return ownerObject(key).name === relation && partOf(key) === name;
}

function partOf(key: FactKey): string | undefined {
  const target = /^[a-zA-Z]+:\((.*)\)/.exec(key)?.[1];
  return onTable(target ?? key)?.name;
}
