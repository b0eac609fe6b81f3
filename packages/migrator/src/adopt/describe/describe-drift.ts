import { compareCatalogs } from '../../catalog/compare-catalogs.ts';
import { mendingSql } from '../../catalog/mending-sql.ts';
import type { FactDifference } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { JudgedAdoption } from '../adoption.ts';
import { provenKeys } from '../prove/prove.ts';

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
    const sql = await mendingSql(target, replay.end, [difference.key]);
    findings.push(
      driftFinding(
        difference,
        sql.map((each) => `${each.sql};`),
      ),
    );
  }
  for (const { object, sql } of renames) {
    findings.push({
      code: 'drift',
      severity: 'blocker',
      message: `The ${object} has another name than the files give it.`,
      object,
      sql: [`${sql};`],
    });
  }
  return { findings, compared: keys.size };
}

function driftFinding({ object, expected, found }: FactDifference, sql: readonly string[]): Finding {
  return {
    code: 'drift',
    severity: 'blocker',
    message:
      expected === undefined
        ? `The ${object} is made by no file.`
        : `The ${object} is not what the files say.`,
    object,
    expected: expected ?? 'absent',
    found: found ?? 'absent',
    ...(sql.length === 0 ? {} : { sql }),
  };
}
