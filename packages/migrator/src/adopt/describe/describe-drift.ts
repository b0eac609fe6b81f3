import { compareCatalogs, showDifference } from '../../catalog/compare-catalogs.ts';
import { showMending } from '../../catalog/mending-sql.ts';
import type { Finding } from '../../model/finding.ts';
import type { JudgedAdoption } from '../adoption.ts';
import { provenKeys } from '../prove/prove.ts';
import { describeRename } from './describe-rename.ts';

/** What of the files' objects is not as the files leave it, and what is there beside; each with the SQL that mends it. */
export async function describeDrift({
  rules,
  replay,
  target,
  judgement,
}: JudgedAdoption): Promise<{ findings: Finding[]; compared: number }> {
  const keys = provenKeys({ rules }, target);
  const { differences, renames } = compareCatalogs(replay.end, target, keys);
  const extras = [...judgement.stopping, ...judgement.drift].filter((key) => !keys.has(key));
  const others = compareCatalogs(replay.end, target, extras).differences;
  const findings: Finding[] = [];
  for (const difference of [...differences, ...others]) {
    findings.push({
      code: 'drift',
      severity: 'blocker',
      message:
        difference.expected === undefined
          ? `The ${difference.object} is made by no file.`
          : `The ${difference.object} is not what the files say.`,
      ...showDifference(difference),
      ...(await showMending(target, replay.end, difference.key)),
    });
  }
  return { findings: [...findings, ...renames.map(describeRename)], compared: keys.size };
}
