import { readHazards } from '../lint/read-hazards.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckPart, CheckWork } from './check-part.ts';
import { NOT_RERUNNABLE } from './not-rerunnable.ts';
import { count, judged } from './verdicts.ts';

/** Statements that work and still hurt, by our rules and squawk's. */
export const checkHazards: CheckPart = {
  name: 'hazards',
  async check(work) {
    const { config, folder } = work;
    const settled = await work.settled();
    const generated = await work.generated();
    const open = folder.migrations.filter(({ name }) => !settled.has(name));
    const began = Date.now();
    const hazards = await readHazards(folder, {
      judged: ({ name }) => !settled.has(name),
      ...(generated === undefined ? {} : { generated }),
      cwd: config.cwd,
    });
    const ownMs = Date.now() - began;
    const left = settled.size === 0 ? '' : `, ${folder.migrations.length - open.length} settled`;
    return judged(`${count(open.length, 'file')}${left}`, await withoutTried(work, hazards), ownMs);
  },
};

/**
 * That a file can not run twice the rules see in its text; where it was run twice and that was told already, or is what
 * its author allows, the same is not told again.
 */
async function withoutTried(work: CheckWork, hazards: readonly Finding[]): Promise<readonly Finding[]> {
  if (!work.runsTwice || !hazards.some(({ rule }) => rule === NOT_RERUNNABLE)) return hazards;
  const { again } = await work.replayed();
  // The same for an allow that only the run needs: the rules see nothing it would silence, and call it unused.
  const fails = (name: string | undefined) => {
    const second = name === undefined ? undefined : again.get(name);
    return second?.changes === true;
  };
  return hazards.filter(({ rule, migration }) => rule !== NOT_RERUNNABLE || !fails(migration));
}
