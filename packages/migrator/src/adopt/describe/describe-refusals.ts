import { formatKey } from '../../catalog/parse-key.ts';
import type { FactKey } from '../../model/fact.ts';
import type { Finding, FindingCode } from '../../model/finding.ts';
import { locationOf } from '../../sql/location-of.ts';
import type { AdoptInput, JudgedAdoption } from '../adoption.ts';
import { describeConflict } from './describe-conflict.ts';
import { findStatement } from './find-statement.ts';

/** What stops an adoption before anything runs, and what is only told. */
export async function describeRefusals(
  input: AdoptInput,
  { judgement, replay, target }: JudgedAdoption,
): Promise<Finding[]> {
  const describe = async (code: FindingCode, key: FactKey, migration?: string): Promise<Finding> => {
    const made = findStatement(key, replay.touches, replay.end);
    const file = made === undefined ? undefined : input.files[made.file];
    const statement = file?.parsed.statements[made?.statement ?? -1];
    return describeConflict(code, key, {
      end: replay.end,
      target,
      ...(migration === undefined ? {} : { migration }),
      at: file === undefined || statement === undefined ? undefined : locationOf(file.parsed, statement),
    });
  };
  const findings: Finding[] = [];
  // An object that several files make or change is told with the first of them.
  const told = new Set<FactKey>();
  for (const [index, { verdict, foreign }] of judgement.files.entries()) {
    if (verdict !== 'conflict') continue;
    for (const key of foreign) {
      if (told.has(key)) continue;
      told.add(key);
      findings.push(await describe('conflict', key, input.files[index]?.migration.name));
    }
  }
  for (const key of judgement.stopping) findings.push(await describe('unexpected_object', key));
  for (const key of judgement.drift)
    findings.push(await describe(input.allowed.strict ? 'unexpected_object' : 'drift', key));
  const unproven = replay.unmodelled.map((what) => {
    const extension = /^extension "(.*)"$/.exec(what)?.[1];
    // Passed by on the shadow, it is not known to be pending either: without it the file can not count as in effect.
    if (extension !== undefined && !target.hashes.has(formatKey('extension', [extension])))
      return missingTwice(what);
    return unprovenFinding(what, input.allowed.trustUnproven);
  });
  return [...findings, ...unproven];
}

function unprovenFinding(what: string, trusted: boolean): Finding {
  return {
    code: 'unproven',
    severity: trusted ? 'warning' : 'blocker',
    message: `The files make something that can not be compared (${what}), so nothing can be proven of it.`,
    hint: trusted
      ? 'The record says that it was not proven.'
      : 'Make sure by hand that it is as the files say, then run again with --trust-unproven.',
  };
}

function missingTwice(what: string): Finding {
  return {
    code: 'unproven',
    severity: 'blocker',
    message: `The shadow has no ${what}, and the database has not got it either.`,
    hint: `Create the ${what} in the database by hand and run again, or point SHADOW_DATABASE_URL to a server that has it.`,
  };
}
