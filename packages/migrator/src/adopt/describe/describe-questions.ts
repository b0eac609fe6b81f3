import type { Finding } from '../../model/finding.ts';
import type { Statement } from '../../model/statement.ts';
import { locationOf } from '../../sql/location-of.ts';
import type { AdoptInput, JudgedAdoption } from '../adoption.ts';
import type { DataDecision } from '../decide/decide-data.ts';
import { describeConflict } from './describe-conflict.ts';

/** A statement that leaves no trace, and the two words that settle it. */
export function describeQuestion(
  input: AdoptInput & JudgedAdoption,
  index: number,
  { statement, reason }: DataDecision,
): Finding {
  const { name } = input.files[index]?.migration ?? { name: '' };
  return {
    code: 'data_question',
    severity: 'blocker',
    migration: name,
    ...placeOf(input, index, statement),
    message: `Nobody can see whether this statement of ${name} has run: ${reason}.`,
    hint: `\`migrate up --data ${name}=run\` runs it now, \`migrate up --data ${name}=skip\` takes it as done.`,
  };
}

/** The statement that stops it, and every object of the file that is missing, with SQL that would bring it. */
export async function describePartial(
  input: AdoptInput & JudgedAdoption,
  index: number,
  { statement, reason }: { statement: Statement; reason: string },
): Promise<Finding[]> {
  const { name } = input.files[index]?.migration ?? { name: '' };
  const { replay, target } = input;
  const missing = input.judgement.files[index]?.no ?? [];
  const roots = missing.filter((key) => !missing.includes(replay.end.parentOf(key) ?? ''));
  const findings: Finding[] = [
    {
      code: 'partial',
      severity: 'blocker',
      migration: name,
      ...placeOf(input, index, statement),
      message: `${name} is in effect in part, and this statement ${reason}.`,
      hint: 'Run the SQL below that you want, or bring the database to before the file by hand, and run the same command again.',
    },
  ];
  for (const key of roots) {
    const at = placeOf(input, index, statement).at;
    findings.push(await describeConflict('partial', key, { end: replay.end, target, migration: name, at }));
  }
  return findings;
}

function placeOf({ files }: AdoptInput, index: number, statement: Statement): Pick<Finding, 'at'> {
  const file = files[index];
  return file === undefined ? {} : { at: locationOf(file.parsed, statement) };
}
