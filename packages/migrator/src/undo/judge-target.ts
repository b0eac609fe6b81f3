import { describeRename } from '../adopt/describe/describe-rename.ts';
import { createKeyRules, type KeyRules } from '../adopt/judge/key-rules.ts';
import { readGrants } from '../adopt/judge/read-grants.ts';
import { findUnproven, provenKeys } from '../adopt/prove/prove.ts';
import { alignLater } from '../adopt/read/align-later.ts';
import { compareCatalogs, showDifference } from '../catalog/compare-catalogs.ts';
import { kindOf } from '../catalog/key-parts.ts';
import { showMending } from '../catalog/mending-sql.ts';
import { ancestorsOf } from '../catalog/owner-object.ts';
import type { Catalog, FactDifference, FactKey } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { isOfServer } from './generate-inverse.ts';
import type { UndoProof } from './prove-undo.ts';

/** The target held against what the shadow has shown. */
export interface JudgedTarget {
  /** Why nothing may be undone there: it is not what the files leave. */
  readonly drift: readonly Finding[];
  /** Where the target is not what it should be when everything is undone; empty when it is. */
  unprovenIn(now: Catalog): Promise<readonly FactDifference[]>;
}

export interface JudgeTargetInput {
  readonly shadow: Shadow;
  readonly past: readonly ParsedMigration[];
  readonly files: readonly ParsedMigration[];
  readonly proof: UndoProof;
  readonly target: Catalog;
}

/** Compares the target with the state its files leave, in what the files to be undone touch. Changes nothing. */
export async function judgeTarget(input: JudgeTargetInput): Promise<JudgedTarget> {
  const { shadow, past, files, proof } = input;
  const start = proof.states.at(-1) ?? proof.end;
  const target = await alignLater(shadow, [...past, ...files], start, input.target);
  const rules = createKeyRules(
    [...proof.states, proof.end].map(({ hashes }) => hashes),
    readGrants(files),
  );
  return {
    drift: await findDrift(start, proof.end, target, rules),
    async unprovenIn(read) {
      const now = await alignLater(shadow, past, proof.end, read);
      const wentAlong = ({ key, found }: FactDifference) =>
        found === undefined &&
        ancestorsOf(key, target.parentOf).some((above) => rules.touched.has(above) && !now.hashes.has(above));
      return findUnproven({ rules, target, replay: { end: proof.end } }, now, {}).filter(
        (each) => !isOfServer(each.key) && !wentAlong(each),
      );
    },
  };
}

async function findDrift(start: Catalog, end: Catalog, target: Catalog, rules: KeyRules): Promise<Finding[]> {
  const keys = [...provenKeys({ rules }, target)].filter((key) => !isOfServer(key));
  const { differences, renames } = compareCatalogs(start, target, keys);
  const beside = [...target.hashes.keys()].filter(
    (key) => !start.hashes.has(key) && !rules.touched.has(key) && goesAlong(key, start, end, target),
  );
  const drifted: Finding[] = [];
  for (const difference of differences) {
    drifted.push({
      code: 'drift',
      severity: 'blocker',
      message: `The ${difference.object} is not what the files left: undoing them would not undo that.`,
      ...showDifference(difference),
      ...(await showMending(target, start, difference.key)),
    });
  }
  const along = compareCatalogs(start, target, beside).differences.map(
    (difference): Finding => ({
      code: 'drift',
      severity: 'blocker',
      message: `The ${difference.object} is made by no file, and would go with what it hangs on.`,
      ...showDifference(difference),
    }),
  );
  return [...drifted, ...renames.map(describeRename), ...along];
}

/** What somebody put on an object that goes; grants and comments are nobody's work. */
function goesAlong(key: FactKey, start: Catalog, end: Catalog, target: Catalog): boolean {
  if (kindOf(key) === 'acl' || kindOf(key) === 'comment') return false;
  return ancestorsOf(key, target.parentOf).some(
    (above) => kindOf(above) !== 'schema' && start.hashes.has(above) && !end.hashes.has(above),
  );
}
