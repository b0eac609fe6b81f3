import type { DecidedAdoption } from '../adopt/adoption.ts';
import { executeDecided } from '../adopt/execute/execute-decided.ts';
import { decideAdoption, judgeAdoption, planAdoption } from '../adopt/plan-adoption.ts';
import { wholeReplay } from '../adopt/read/read-states.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import type { DrizzleProject } from '../drizzle/find-drizzle-project.ts';
import { pushInto } from '../drizzle/push-into.ts';
import type { PartVerdict } from '../model/check.ts';
import { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow, ShadowDatabase } from '../model/shadow.ts';
import { SHADOW_LIMITS } from '../shadow/connect.ts';
import { locationOf } from '../sql/location-of.ts';
import type { CheckPart, CheckWork } from './check-part.ts';
import { count, judged, skipped } from './verdicts.ts';

/**
 * What happens to somebody who runs `drizzle-kit push` first and `migrate` then: rehearsed in an empty database, and
 * brought to its end. Only what push can not make may be left to run.
 */
export const checkPush: CheckPart = {
  name: 'push',
  async check(work) {
    const { folder, drizzle } = work;
    if (folder.layout !== 'drizzle') return skipped('the folder is not one of drizzle-kit');
    if (typeof drizzle === 'string') return skipped(drizzle);
    const shadow = await work.shadow();
    if (shadow.oneAtATime) return skipped('the shadow server gives only one database at a time');
    const database = await shadow.open({ logged: false });
    try {
      const [{ failure, touches }, pushed] = await Promise.all([
        work.replayed(),
        push(work, drizzle, database),
      ]);
      const unparsed = (await work.files()).failure;
      if (failure !== undefined || unparsed !== undefined) return skipped('the files do not replay');
      if (typeof pushed === 'string') return skipped(pushed);
      const makesRoles = touches.flat().some(({ type }) => type === 'role');
      if (makesRoles) await database.close();
      return await work.inTurn(() =>
        makesRoles ? pushAgain(work, drizzle, shadow) : adopt(work, database.session, pushed),
      );
    } finally {
      await database.close();
    }
  },
};

/** @returns milliseconds it took, or why nothing was pushed. */
async function push(
  { folder }: CheckWork,
  drizzle: DrizzleProject,
  { target }: ShadowDatabase,
): Promise<number | string> {
  const began = Date.now();
  const other = await pushInto(drizzle, folder.directory, target);
  return other === undefined ? Date.now() - began : `drizzle.config writes to ${other.otherFolder}`;
}

/** Roles are the whole server's: those a replay makes are gone with its database, and must not be there for a push. */
async function pushAgain(work: CheckWork, drizzle: DrizzleProject, shadow: Shadow): Promise<PartVerdict> {
  const database = await shadow.open({ logged: false });
  try {
    const pushed = await push(work, drizzle, database);
    return typeof pushed === 'string' ? skipped(pushed) : await adopt(work, database.session, pushed);
  } finally {
    await database.close();
  }
}

async function adopt(work: CheckWork, session: Session, pushMs: number): Promise<PartVerdict> {
  const began = Date.now();
  const decided = await decide(work, session);
  const stops = decided.findings.some(({ severity }) => severity === 'blocker');
  const left = stops ? [] : await finish(decided, session);
  const findings = [...decided.findings.map(inRehearsal), ...(await findUnpushed(decided, work)), ...left];
  const detail = stops ? 'pushed, and then not adoptable' : describe(decided);
  return judged(detail, findings, pushMs + Date.now() - began);
}

async function decide(work: CheckWork, session: Session): Promise<DecidedAdoption> {
  const [shadow, replayed] = [await work.shadow(), await work.replayed()];
  const files = replayed.files.flatMap((parsed, index) => {
    const migration = work.folder.migrations[index];
    return migration === undefined ? [] : [{ migration, parsed }];
  });
  const input = {
    session,
    shadow,
    past: [],
    files,
    allowed: { dataChoices: { files: new Map() }, allowDataLoss: false, strict: false, trustUnproven: false },
  };
  // Where a state is missing the adoption reads those it needs itself.
  if (replayed.states.includes(undefined)) return planAdoption(input);
  const replay = wholeReplay(replayed, await readCatalog(session));
  return decideAdoption(input, await judgeAdoption(input, replay));
}

/** What an adoption says to the owner of a database, said to the author of the files. */
function inRehearsal({ sql: _, hint: __, ...finding }: Finding): Finding {
  return {
    ...finding,
    message: `After drizzle-kit push into an empty database: ${finding.message}`,
    hint: 'Bring the schema and the files together: what the one has and the other has not, somebody who pushes first will meet.',
  };
}

/** What drizzle-kit generated it also pushes: where it did not, the schema has lost it. */
async function findUnpushed({ files }: DecidedAdoption, work: CheckWork): Promise<Finding[]> {
  const findings: Finding[] = [];
  const generated = await work.generated();
  for (const { migration, parsed, run } of files) {
    const [first] = run;
    if (first === undefined || !generated?.has(migration.name)) continue;
    findings.push({
      code: 'push_not_adoptable',
      severity: 'blocker',
      migration: migration.name,
      at: locationOf(parsed, first),
      message: `${migration.name} is as drizzle-kit generated it, but after drizzle-kit push ${count(run.length, 'statement')} of it would still have to run.`,
      hint: 'Bring the schema back to what the files say, or generate the migration that takes it away.',
    });
  }
  return findings;
}

/** Runs what is left and proves the end, as `up` would. */
async function finish(decided: DecidedAdoption, session: Session): Promise<readonly Finding[]> {
  const options = {
    session,
    batch: 1,
    limits: SHADOW_LIMITS,
    historyVersion: 0,
  };
  try {
    await executeDecided(decided, options, () => {});
    return [];
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return [...(error.details.findings ?? []), ...(error.details.findings ? [] : [failed(error)])];
  }
}

function failed({ message, details }: MigratorError): Finding {
  return {
    code: 'push_not_adoptable',
    severity: 'blocker',
    message: `After drizzle-kit push, the files do not run to their end: ${message}`,
    ...(details.migration === undefined ? {} : { migration: details.migration }),
    ...(details.at === undefined ? {} : { at: details.at }),
    ...(details.hint === undefined ? {} : { hint: details.hint }),
  };
}

function describe({ files, lost }: DecidedAdoption): string {
  const run = files.filter((file) => file.run.length > 0).length;
  const mended =
    lost.length === 0 ? '' : `, ${count(lost.length, 'policy').replace('policys', 'policies')} mended`;
  return `pushed, then adopted: ${files.length - run} in effect, ${run} run whole or in part${mended}`;
}
