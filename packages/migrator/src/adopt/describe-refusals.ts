import { mendingSql } from '../catalog/mending-sql.ts';
import type { FactKey } from '../model/fact.ts';
import type { Finding, FindingCode } from '../model/finding.ts';
import { describeConflict } from './describe-conflict.ts';
import { findStatement } from './find-statement.ts';
import type { Judgement } from './judge.ts';
import { locationOf } from './location-of.ts';
import type { AdoptInput, DecidedAdoption } from './plan-adoption.ts';

/** What stops an adoption before anything runs, and what is only told. */
export async function describeRefusals(
  input: AdoptInput,
  judgement: Judgement,
  { replay, target }: Pick<DecidedAdoption, 'replay' | 'target'>,
): Promise<Finding[]> {
  const describe = async (code: FindingCode, key: FactKey, migration?: string): Promise<Finding> => {
    const made = findStatement(key, replay.touches, replay.end);
    const file = made === undefined ? undefined : input.files[made.file];
    const statement = file?.parsed.statements[made?.statement ?? -1];
    return describeConflict(code, key, {
      end: replay.end,
      target,
      ...(migration === undefined ? {} : { migration }),
      at:
        file === undefined || statement === undefined
          ? undefined
          : locationOf(input.showPath(file.migration.path), file.parsed, statement),
      sql: (await mendingSql(target, replay.end, [key])).map(({ sql }) => `${sql};`),
    });
  };
  const findings: Finding[] = [];
  for (const [index, { verdict, foreign }] of judgement.files.entries()) {
    if (verdict !== 'conflict') continue;
    for (const key of foreign)
      findings.push(await describe('conflict', key, input.files[index]?.migration.name));
  }
  for (const key of judgement.stopping) findings.push(await describe('unexpected_object', key));
  for (const key of judgement.drift)
    findings.push(await describe(input.strict ? 'unexpected_object' : 'drift', key));
  return [...findings, ...replay.unmodelled.map(unprovenFinding)];
}

function unprovenFinding(kind: string): Finding {
  return {
    code: 'unproven',
    severity: 'blocker',
    message: `The files make a ${kind}, which can not be compared, so nothing can be proven of it.`,
    hint: 'Make sure by hand that it is as the files say, and record the files one by one.',
  };
}
