import { alignNames } from '../catalog/align-names.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { isLostByPush } from '../catalog/lost-by-push.ts';
import type { AdoptedFile, DataChoices } from '../model/adoption.ts';
import type { Catalog, FactHashes, FactKey, FactRename } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { decideFiles } from './decide/decide-files.ts';
import { describeRefusals } from './describe/describe-refusals.ts';
import { type Judgement, judge } from './judge/judge.ts';
import { createKeyRules, type KeyRules } from './judge/key-rules.ts';
import { readGrants } from './judge/read-grants.ts';
import { alignLater, type Replay, readStatementStates, readStates } from './read/read-states.ts';

export interface AdoptInput {
  readonly session: Session;
  readonly shadow: Shadow;
  /** What is recorded already; replayed before the start, judged no more. */
  readonly past: readonly ParsedMigration[];
  /** What is to be judged, in order. */
  readonly files: readonly { readonly migration: Migration; readonly parsed: ParsedMigration }[];
  readonly choices: DataChoices;
  readonly allowDataLoss: boolean;
  /** Everything the files do not make stops the adoption, not only what changes what the objects mean. */
  readonly strict: boolean;
  /** What can not be proven is told, and stops nothing. */
  readonly trustUnproven?: boolean;
  /** How a migration's path is shown. */
  readonly showPath: (path: string) => string;
}

/** Shadow and target read, and what they say of each file: the same whatever is chosen about data. */
export interface JudgedAdoption {
  readonly rules: KeyRules;
  readonly replay: Replay;
  readonly judgement: Judgement;
  /** Policies of the target that are there without their expressions. */
  readonly lost: readonly FactKey[];
  /** Objects of the target that are as the files say but for their name. */
  readonly renames: readonly FactRename[];
  /** Makes a later reading of the target comparable with this one. */
  readonly align: (now: Catalog) => Promise<Catalog>;
  /** The target as it was found. */
  readonly target: Catalog;
}

/** An adoption decided: what to do with each file, or the findings that stop it. */
export interface DecidedAdoption extends JudgedAdoption {
  readonly files: readonly AdoptedFile[];
  readonly findings: readonly Finding[];
}

/** Reads shadow and target, and decides. Runs nothing of an old file, changes nothing. */
export async function planAdoption(input: AdoptInput): Promise<DecidedAdoption> {
  return decideAdoption(input, await judgeAdoption(input));
}

/**
 * Reads shadow and target, and judges.
 * @param replayed Where the files have been replayed already, and the target read.
 */
export async function judgeAdoption(input: AdoptInput, replayed?: Replay): Promise<JudgedAdoption> {
  const parsed = input.files.map((file) => file.parsed);
  const replay = replayed ?? (await readStates(input.shadow, input.past, parsed, input.session));
  const rules = createKeyRules(replay.states, readGrants(parsed));
  const { catalog: target, renames } = alignNames(replay.end, replay.found, rules.touched);
  const lost = [...differingKeys(replay.end, target, rules.touched)].filter((key) =>
    isLostByPush(replay.end, target, key),
  );
  const first = judge(replay, target, rules, lost);
  const within = await readWithin(input, first, replay);
  const judgement = within.size === 0 ? first : judge(replay, target, rules, lost, within);
  const align = async (now: Catalog) => {
    const printed = await alignLater(input.shadow, [...input.past, ...parsed], replay.end, now);
    return alignNames(replay.end, printed, rules.touched).catalog;
  };
  return { rules, replay, target, judgement, lost, align, renames };
}

/** What follows from it, with the choices that were made. */
export async function decideAdoption(input: AdoptInput, judged: JudgedAdoption): Promise<DecidedAdoption> {
  const { judgement, renames } = judged;
  const refusals = [...(await describeRefusals(input, judgement, judged)), ...renames.map(renameFinding)];
  if (refusals.some(({ severity }) => severity === 'blocker'))
    return { files: [], findings: refusals, ...judged };

  const { files, findings } = await decideFiles({ ...input, ...judged });
  return { files, findings: [...refusals, ...findings], ...judged };
}

/** The same object under another name counts as the one the files make. */
function renameFinding({ object, sql }: FactRename): Finding {
  return {
    code: 'drift',
    severity: 'warning',
    object,
    message: `The ${object} is as the files say but for its name.`,
    sql: [`${sql};`],
  };
}

/** The states within each file in conflict: a run by hand may have stopped in the middle of it. */
async function readWithin(
  input: AdoptInput,
  judgement: Judgement,
  { states }: Replay,
): Promise<ReadonlyMap<number, readonly FactHashes[]>> {
  const parsed = input.files.map((file) => file.parsed);
  const within = new Map<number, readonly FactHashes[]>();
  for (const [index, { verdict }] of judgement.files.entries()) {
    const [file, start] = [parsed[index], states[index]];
    if (verdict !== 'conflict' || file === undefined || start === undefined) continue;
    const before = [...input.past, ...parsed.slice(0, index)];
    within.set(index, await readStatementStates(input.shadow, before, file, start));
  }
  return within;
}
