import { compareCatalogs } from '../catalog/compare-catalogs.ts';
import { describeKey } from '../catalog/describe-key.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import type { PartVerdict } from '../model/check.ts';
import { MigratorError } from '../model/errors.ts';
import type { Catalog, FactKey } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { withReplay } from '../shadow/with-replay.ts';
import type { CheckPart } from './check-part.ts';
import type { Branches } from './read-branches.ts';
import { count, judged, skipped } from './verdicts.ts';

/**
 * The files two branches have added can run in either order: both orders are replayed, and lead to the same facts.
 * Whoever merges second can not choose the order any more where the other's files have been applied.
 */
export const checkBranches: CheckPart = {
  name: 'branches',
  async check(work) {
    if (work.against === undefined) return skipped('no branch is named: --against REF');
    const branches = await work.branches();
    const { ref, ours, theirs } = branches;
    const detail = `${count(ours.length, 'new file')} here, ${theirs.length} on ${ref}`;
    if (ours.length === 0 || theirs.length === 0) return judged(detail, []);
    const shadow = await work.shadow();
    return work.inTurn(async () => {
      const began = Date.now();
      const verdict = await compareOrders(shadow, branches, detail);
      return { ...verdict, ownMs: Date.now() - began };
    });
  },
};

async function compareOrders(shadow: Shadow, branches: Branches, detail: string): Promise<PartVerdict> {
  const { common, ours, theirs } = branches;
  const oursLast = await replayOrder(shadow, common, [...theirs, ...ours]);
  const theirsLast = await replayOrder(shadow, common, [...ours, ...theirs]);
  const failures = [oursLast, theirsLast].filter((order) => order instanceof MigratorError);
  if (oursLast instanceof MigratorError || theirsLast instanceof MigratorError) {
    const findings = [];
    for (const failure of failures) findings.push(await describeFailure(shadow, branches, failure));
    return judged(detail, findings);
  }
  return judged(detail, await describeDifferences(shadow, branches, oursLast, theirsLast));
}

/** @returns where the order leads, or the error of a file that is new on either side. */
async function replayOrder(
  shadow: Shadow,
  common: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
): Promise<Catalog | MigratorError> {
  return withReplay(shadow, common, async (database) => {
    for (const file of files) {
      try {
        await database.replay(file);
      } catch (error) {
        if (error instanceof MigratorError && error.details.migration === file.name) return error;
        throw error;
      }
    }
    return await readCatalog(database.session, { forMending: false });
  });
}

/** Which file of the other side keeps this one from running: the first without which it ran. */
async function describeFailure(
  shadow: Shadow,
  { ref, common, ours, theirs }: Branches,
  failure: MigratorError,
): Promise<Finding> {
  const { migration = '', at } = failure.details;
  const isOurs = ours.some(({ name }) => name === migration);
  const [own, other] = isOurs ? [ours, theirs] : [theirs, ours];
  const upTo = own.slice(0, own.findIndex(({ name }) => name === migration) + 1);
  const alone = await replayOrder(shadow, common, upTo);
  const said = /: (.*)$/s.exec(failure.message)?.[1] ?? failure.message;
  const [here, there] = isOurs ? ['here', `on ${ref}`] : [`on ${ref}`, 'here'];
  if (alone instanceof MigratorError) {
    return {
      code: 'branches_differ',
      severity: 'blocker',
      migration,
      ...(at === undefined ? {} : { at }),
      message: `${migration} (${here}) does not run by itself, whatever the other branch does: ${said}`,
    };
  }
  let culprit = other.at(-1)?.name ?? '';
  for (let length = 1; length <= other.length; length += 1) {
    const order = [...other.slice(0, length), ...upTo];
    if (!((await replayOrder(shadow, common, order)) instanceof MigratorError)) continue;
    culprit = other[length - 1]?.name ?? culprit;
    break;
  }
  return {
    code: 'branches_differ',
    severity: 'blocker',
    migration,
    ...(at === undefined ? {} : { at }),
    message: `${migration} (${here}) does not run after ${culprit} (${there}): ${said}`,
    hint: HINT,
  };
}

const HINT =
  'Rebase, look at both files together, and write the later one so that it holds whatever the earlier one left.';

/** Each object that depends on the order, with the file of each side that touches it. */
async function describeDifferences(
  shadow: Shadow,
  { ref, common, ours, theirs }: Branches,
  oursLast: Catalog,
  theirsLast: Catalog,
): Promise<Finding[]> {
  const keys = differingKeys(oursLast, theirsLast);
  if (keys.size === 0) return [];
  const oursBy = await filesTouching(shadow, common, ours, keys);
  const theirsBy = await filesTouching(shadow, common, theirs, keys);
  const { differences } = compareCatalogs(theirsLast, oursLast, keys);
  return differences.map((difference): Finding => {
    const mine = oursBy.get(difference.key) ?? ours.map(({ name }) => name);
    const others = theirsBy.get(difference.key) ?? theirs.map(({ name }) => name);
    const last = mine.at(-1);
    return {
      code: 'branches_differ',
      severity: 'blocker',
      ...(last === undefined ? {} : { migration: last }),
      object: difference.object,
      message: `${mine.join(' and ')} (here) and ${others.join(' and ')} (on ${ref}) do not commute: the ${describeKey(difference.key)} depends on which runs last.`,
      expected: `${difference.expected ?? 'absent'} (with ${ref} last)`,
      found: `${difference.found ?? 'absent'} (with ours last)`,
      hint: HINT,
    };
  });
}

/** For each key, the files of one side that change it, when that side runs alone. */
async function filesTouching(
  shadow: Shadow,
  common: readonly ParsedMigration[],
  files: readonly ParsedMigration[],
  keys: ReadonlySet<FactKey>,
): Promise<ReadonlyMap<FactKey, readonly string[]>> {
  const touching = new Map<FactKey, string[]>();
  return withReplay(shadow, common, async (database) => {
    let before = await readOutline(database.session);
    for (const file of files) {
      await database.replay(file);
      const after = await readOutline(database.session);
      for (const key of differingKeys(before, after, keys))
        touching.set(key, [...(touching.get(key) ?? []), file.name]);
      before = after;
    }
    return touching;
  });
}
