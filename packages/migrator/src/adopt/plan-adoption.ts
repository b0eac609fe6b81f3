import { alignNames } from '../catalog/align-names.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { isLostByPush } from '../catalog/lost-by-push.ts';
import type { Catalog, FactHashes, FactRename } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { AdoptInput, DecidedAdoption, JudgedAdoption } from './adoption.ts';
import { decideFiles } from './decide/decide-files.ts';
import { describeRefusals } from './describe/describe-refusals.ts';
import { type Judgement, judge } from './judge/judge.ts';
import { createKeyRules } from './judge/key-rules.ts';
import { readGrants } from './judge/read-grants.ts';
import { alignLater } from './read/align-later.ts';
import { readStatementStates } from './read/read-statement-states.ts';
import { type Replay, readStates } from './read/read-states.ts';

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
  const refusals = [...(await describeRefusals(input, judged)), ...judged.renames.map(renameFinding)];
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
