import { compareCatalogs } from '../catalog/compare-catalogs.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { Catalog, FactDifference } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile, UndoLoss, UndoStep } from '../model/undo.ts';
import { joinStatements } from '../sql/join-statements.ts';
import { locationOf } from '../sql/location-of.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { downDiffers, downOutside, generatedName, noInverse, rowsNotRestored } from './describe-undo.ts';
import { findLostColumns, namedAs } from './find-lost-columns.ts';
import { findServerStatement } from './find-server-statement.ts';
import { generateInverse, type InverseOptions, isOfServer } from './generate-inverse.ts';
import { type Columns, readColumns } from './read-columns.ts';
import type { FilePart } from './replay-parts.ts';

/** A file that has run, with the database before and after it. */
export interface ReplayedFile {
  readonly file: UndoFile;
  readonly parts: readonly FilePart[];
  readonly before: Catalog;
  readonly after: Catalog;
  /** Tables and columns it drops itself. */
  readonly dropped: readonly UndoLoss[];
}

export interface StepContext extends InverseOptions {
  /** The columns before the first step: the target has them under these names. */
  readonly columns: Columns;
}

/** A step, without what can only be said when all of them have run. */
export interface TriedStep extends Omit<UndoStep, 'left'> {
  /** What it throws away, under the names the file knows. */
  readonly gone: readonly UndoLoss[];
}

/** Undoes the file that ran last on this shadow, and looks at what that leaves. */
export async function undoOnShadow(
  database: ShadowDatabase,
  replayed: ReplayedFile,
  context: StepContext,
): Promise<TriedStep> {
  const { columns: live } = context;
  const { file, before } = replayed;
  const { name } = file.parsed;
  const { inverse, obstacles } = file.down
    ? { inverse: file.down, obstacles: [] }
    : await planInverse(replayed, context);
  const source = file.down === undefined ? 'generated' : 'down';
  const step: TriedStep = { gone: [], migration: name, source, inverse, losses: [], findings: obstacles };
  if (obstacles.length > 0) return step;
  const outside = file.down?.statements.find(({ transaction }) => transaction !== 'inside');
  if (outside !== undefined)
    return {
      ...step,
      findings: [downOutside(name, outside.reason, locationOf(inverse, outside))],
    };

  const columns = await readColumns(database.session);
  try {
    await database.replay(inverse);
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return { ...step, findings: [failed(name, step, error)] };
  }
  const now = await readColumns(database.session);
  const lost = findLostColumns(name, namedAs(columns, live), now);
  const gone = findLostColumns(name, columns, now);
  const differences = await readDifferences(database, before);
  if (file.down !== undefined)
    return { ...step, losses: lost, gone, findings: differences.map((each) => downDiffers(name, each)) };
  return {
    ...step,
    losses: lost,
    gone,
    findings: [
      ...differences.map((each) =>
        noInverse(name, `what is generated leaves the ${each.object} other than it was`, each),
      ),
      ...rowsNotRestored(name, replayed.dropped),
    ],
  };
}

async function planInverse(
  { file, parts, before, after }: ReplayedFile,
  options: InverseOptions,
): Promise<{ inverse: ParsedMigration; obstacles: Finding[] }> {
  const { parsed } = file;
  const onServer = findServerStatement(parsed);
  const unseen = after.unmodelled.filter((kind) => !before.unmodelled.includes(kind));
  const { statements, obstacles } = await generateInverse(parts, options);
  const inverse = await parseMigration(
    generatedName(parsed.name),
    generatedName(parsed.shownPath),
    joinStatements(statements),
  );
  return {
    inverse,
    obstacles: [
      ...(onServer === undefined ? [] : [onServer]),
      ...unseen.map((kind) => noInverse(parsed.name, `it makes a ${kind}, which can not be described`)),
      ...obstacles.map((why) => noInverse(parsed.name, why)),
    ],
  };
}

/** Where the shadow is not what it was before the file. */
async function readDifferences({ session }: ShadowDatabase, before: Catalog): Promise<FactDifference[]> {
  const differing = (now: Pick<Catalog, 'hashes'>) =>
    [...differingKeys(before, now)].filter((key) => !isOfServer(key));
  if (differing(await readOutline(session)).length === 0) return [];
  // Read again with what the facts say, which is needed only here.
  const now = await readCatalog(session);
  return [...compareCatalogs(before, now, differing(now)).differences];
}

function failed(name: string, { source, inverse }: TriedStep, { message, details }: MigratorError): Finding {
  const { at, hint } = details;
  const why = message.replace(
    `${inverse.name} failed on the shadow, where the files run from the start: `,
    '',
  );
  if (source === 'generated')
    return noInverse(name, `Postgres refuses what is generated: ${why.replace(/\.$/, '')}`, undefined, at);
  return {
    code: 'down_failed',
    severity: 'blocker',
    migration: name,
    message: `The inverse written for ${name} failed on the shadow: ${why}`,
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Supabase runs 15 and 17: without a target in sight, what the older one knows. */
export const OLDEST_SUPABASE = 15;
