import { kindOf } from '../../catalog/key-parts.ts';
import type { AdoptedFile } from '../../model/adoption.ts';
import type { Finding } from '../../model/finding.ts';
import type { Session } from '../../model/ports.ts';
import type { ParsedMigration, Statement } from '../../model/statement.ts';
import { dataStatements, type TableName } from '../../sql/data-statements.ts';
import type { AdoptInput, JudgedAdoption } from '../adoption.ts';
import { describePartial, describeQuestion } from '../describe/describe-questions.ts';
import { meantHashes } from '../judge/judge.ts';
import { judgeStatements } from '../judge/judge-statements.ts';
import { readStatementStates } from '../read/read-statement-states.ts';
import { type DataDecision, decideData, decideLoop } from './decide-data.ts';
import { describeLosses, mayDrop } from './find-losses.ts';
import { isOurTable, staysTheSame } from './judge-table.ts';
import { mendsByFile } from './mends-by-file.ts';
import { openTrial, type Trial } from './open-trial.ts';
import { readTableState } from './rehearse.ts';

/**
 * Decides file by file what runs. Statements that leave no trace are decided in the state they would run in: where files
 * before them are pending, those run in a transaction that is rolled back.
 */
export async function decideFiles(
  input: AdoptInput & JudgedAdoption,
): Promise<{ files: AdoptedFile[]; findings: Finding[] }> {
  const files: AdoptedFile[] = [];
  const findings: Finding[] = [];
  const mended = mendsByFile(input);
  const trial = await openTrial(input.session, needsTrial(input));
  try {
    for (const [index, file] of input.files.entries()) {
      const verdict = input.judgement.files[index];
      if (verdict === undefined || verdict.verdict === 'conflict') continue;
      const decided = await decideFile(input, index, verdict.verdict, trial);
      await trial.endFile(index, decided.run);
      findings.push(...decided.findings);
      const mends = mended.get(index) ?? [];
      const whole = decided.run.length === file.parsed.statements.length && verdict.verdict !== 'in_effect';
      files.push({
        ...file,
        verdict: verdict.verdict,
        run: decided.run,
        mends,
        outcome:
          whole && mends.length === 0 && decided.run.length > 0
            ? 'applied'
            : decided.run.length > 0 || mends.length > 0
              ? 'completed'
              : 'adopted',
        facts: verdict.yes.length,
        data: Object.fromEntries(
          decided.data.map(({ statement, reason }) => [`line ${statement.line}`, reason]),
        ),
      });
      if (decided.findings.length > 0) break;
    }
  } finally {
    await trial.close();
  }
  return { files, findings: [...findings, ...(await describeLosses(input, trial.losses))] };
}

/** Something is tried where a later statement has to be decided in the state before it, or where rows may go. */
function needsTrial({ files, judgement, allowed }: AdoptInput & JudgedAdoption): boolean {
  const statements = files.flatMap(({ parsed }, index) => {
    const verdict = judgement.files[index]?.verdict;
    return verdict === 'in_effect' ? [] : parsed.statements;
  });
  if (!allowed.allowDataLoss && statements.some(mayDrop)) return true;
  return (
    judgement.files.some(isSettled) &&
    files.some(({ parsed }) => dataStatements(parsed.statements).length > 0)
  );
}

function isSettled({ verdict }: { verdict: string }): boolean {
  return verdict === 'in_effect' || verdict === 'partial';
}

interface DecidedFile {
  readonly run: readonly Statement[];
  readonly data: readonly DataDecision[];
  readonly findings: readonly Finding[];
}

async function decideFile(
  input: AdoptInput & JudgedAdoption,
  index: number,
  verdict: AdoptedFile['verdict'],
  trial: Trial,
): Promise<DecidedFile> {
  const file = input.files[index];
  if (file === undefined) throw new Error(`no file ${index}`);
  const { migration, parsed } = file;
  const laterInEffect = input.judgement.files.slice(index + 1).some(isSettled);
  const partial = verdict === 'partial' ? await judgePartial(input, index) : undefined;
  if (partial?.kind === 'stop') {
    return { run: [], data: [], findings: await describePartial(input, index, partial) };
  }
  const base = new Set(verdict === 'pending' ? parsed.statements : partial?.run);
  // With nothing later in effect, what has not run yet is simply a part of the file; of a file that is in effect in part,
  // only what writes to a table that is not there yet has surely not run.
  const unborn = verdict === 'partial' ? await unbornData(trial.session, [...base]) : base;
  const decides = (statement: Statement) => !base.has(statement) || laterInEffect || !unborn.has(statement);

  const options = {
    session: trial.session,
    name: migration.name,
    choices: input.allowed.dataChoices,
    verdict,
    isOurs: (table: TableName) => isOurTable(table, input.replay.states),
    isStill: (table: TableName, statement: Statement) =>
      verdict === 'pending' || staysTheSame(table, { file: index, statement: statement.index }, input.replay),
  };
  const run: Statement[] = [];
  const data: DataDecision[] = [];
  if (verdict === 'loop') data.push(...(await decideLoop(parsed.statements, options)));
  for (const statement of parsed.statements) {
    const known = data.find((each) => each.statement === statement);
    const decision = known ?? (decides(statement) ? await decideData(statement, options) : undefined);
    if (decision !== undefined && known === undefined) data.push(decision);
    if (decision === undefined ? !base.has(statement) : decision.decision !== 'run') continue;
    run.push(statement);
    trial.run(statement);
  }
  const asked = data.filter(({ decision }) => decision === 'ask');
  return { run, data, findings: asked.map((each) => describeQuestion(input, index, each)) };
}

/** The data statements whose table is missing, and every other statement. */
async function unbornData(
  session: Session,
  statements: readonly Statement[],
): Promise<ReadonlySet<Statement>> {
  const unborn = new Set(statements);
  for (const { statement, table } of dataStatements(statements)) {
    if (table === undefined || (await readTableState(session, table)) !== 'missing') unborn.delete(statement);
  }
  return unborn;
}

async function judgePartial(input: AdoptInput & JudgedAdoption, index: number) {
  const { replay, target, lost, files, past, shadow } = input;
  const file = files[index];
  const start = replay.states[index];
  if (file === undefined || start === undefined) throw new Error(`no state before file ${index}`);
  const before: ParsedMigration[] = [...past, ...files.slice(0, index).map(({ parsed }) => parsed)];
  const within = await readStatementStates(shadow, before, file.parsed, start);
  return judgeStatements({
    statements: file.parsed.statements,
    earlier: replay.states.slice(0, index + 1).filter((state) => state !== undefined),
    within: within.slice(1),
    later: replay.states.slice(index + 2).filter((state) => state !== undefined),
    target: meantHashes(replay.end, target, lost),
    isGrant: (key) => kindOf(key) === 'acl',
  });
}
