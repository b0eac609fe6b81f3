import { kindOf } from '../../catalog/key-parts.ts';
import { mendPolicy, restrictiveFirst } from '../../catalog/lost-by-push.ts';
import type { AdoptedFile } from '../../model/adoption.ts';
import type { FactHashes, FactKey } from '../../model/fact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Session } from '../../model/ports.ts';
import type { ParsedMigration, Statement } from '../../model/statement.ts';
import { dataStatements } from '../../sql/data-statements.ts';
import type { AdoptInput, JudgedAdoption } from '../adoption.ts';
import { describePartial, describeQuestion } from '../describe/describe-questions.ts';
import type { StatementAt } from '../describe/find-statement.ts';
import { meantHashes } from '../judge/judge.ts';
import { judgeStatements } from '../judge/judge-statements.ts';
import { readStatementStates } from '../read/read-statement-states.ts';
import { type DataDecision, decideData, decideLoop } from './decide-data.ts';
import { describeLosses, mayDrop } from './find-losses.ts';
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
    isOurs: (table: { schema: string | undefined; name: string }) => isOurTable(table, input.replay.states),
    isStill: (table: { schema: string | undefined; name: string }, statement: Statement) =>
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
    earlier: readOnes(replay.states.slice(0, index + 1)),
    within: within.slice(1),
    later: readOnes(replay.states.slice(index + 2)),
    target: meantHashes(replay.end, target, lost),
    isGrant: (key) => kindOf(key) === 'acl',
  });
}

/** A policy is mended with the file that gave it its last form. */
function mendsByFile({ lost, replay }: AdoptInput & JudgedAdoption): ReadonlyMap<number, string[]> {
  const { end } = replay;
  const mends = new Map<number, string[]>();
  for (const key of restrictiveFirst(end, lost)) {
    const file = lastChange(key, replay);
    mends.set(file, [...(mends.get(file) ?? []), mendPolicy(end, key)]);
  }
  return mends;
}

/** The last file across which a key differs; where states between were not read, the one that the log names. */
function lastChange(key: FactKey, { states, touched }: JudgedAdoption['replay']): number {
  let last = { from: 0, to: 0 };
  let before = 0;
  for (const [position, state] of states.entries()) {
    if (state === undefined) continue;
    if (state.get(key) !== states[before]?.get(key)) last = { from: before, to: position };
    before = position;
  }
  const made = touched.makerOf(key);
  return made !== undefined && made >= last.from && made < last.to ? made : last.to - 1;
}

/** Whether what comes later leaves a table what it is: neither renamed, nor dropped, nor made again under its name. */
function staysTheSame(
  table: { schema: string | undefined; name: string },
  from: StatementAt,
  { touches }: JudgedAdoption['replay'],
): boolean {
  const names = (identity: string | undefined) => {
    const plain = identity?.replaceAll('"', '');
    return table.schema === undefined
      ? plain?.endsWith(`.${table.name}`)
      : plain === `${table.schema}.${table.name}`;
  };
  const later = touches.flatMap((touched, file) =>
    touched.filter(({ statement }) => file > from.file || (file === from.file && statement > from.statement)),
  );
  return !later.some(
    ({ type, dropped, was, identity }) => type === 'table' && ((dropped && names(identity)) || names(was)),
  );
}

function readOnes(states: JudgedAdoption['replay']['states']): FactHashes[] {
  return states.filter((state) => state !== undefined);
}

/** A table that the baseline does not have and a file makes, under any of the names it has had. */
function isOurTable(
  table: { schema: string | undefined; name: string },
  states: JudgedAdoption['replay']['states'],
): boolean {
  const suffix = `.${table.name}`;
  const matches = new Set<FactKey>();
  for (const state of readOnes(states)) {
    for (const key of state.keys()) {
      if (kindOf(key) !== 'table') continue;
      if (table.schema === undefined ? key.endsWith(suffix) : key === `table:${table.schema}${suffix}`)
        matches.add(key);
    }
  }
  return matches.size === 1 && [...matches].every((key) => states[0]?.has(key) !== true);
}
