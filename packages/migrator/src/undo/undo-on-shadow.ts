import { compareCatalogs } from '../catalog/compare-catalogs.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../catalog/read-catalog.ts';
import { MigratorError } from '../model/errors.ts';
import type { Catalog, FactDifference } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { ShadowDatabase } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoFile, UndoLoss, UndoStep } from '../model/undo.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { composeInverse } from './compose-inverse.ts';
import { downDiffers, noInverse, rowsNotRestored } from './describe-undo.ts';
import { findDataLeft } from './find-data-left.ts';
import { findLostColumns } from './find-lost-columns.ts';
import { findServerStatement } from './find-server-statement.ts';
import { generateInverse, isOfServer } from './generate-inverse.ts';
import type { ForeignTables } from './leave-platform-tables.ts';
import { readColumns } from './read-columns.ts';
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

export interface StepContext {
  readonly foreign: ForeignTables;
  /** What the steps before this one throw away. */
  readonly losses: readonly UndoLoss[];
  readonly showPath: (name: string) => string;
}

/** Undoes the file that ran last on this shadow, and looks at what that leaves. */
export async function undoOnShadow(
  database: ShadowDatabase,
  replayed: ReplayedFile,
  { foreign, losses, showPath }: StepContext,
): Promise<UndoStep> {
  const { file, before } = replayed;
  const { name } = file.parsed;
  const { inverse, obstacles } = file.down
    ? { inverse: file.down, obstacles: [] }
    : await planInverse(replayed, foreign, showPath);
  const source = file.down === undefined ? 'generated' : 'down';
  const step: UndoStep = { migration: name, source, inverse, losses: [], left: [], findings: obstacles };
  if (obstacles.length > 0) return step;

  const columns = await readColumns(database.session);
  try {
    await database.replay(inverse);
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    return { ...step, findings: [failed(name, source, error)] };
  }
  const lost = findLostColumns(name, columns, await readColumns(database.session));
  const differences = await readDifferences(database, before);
  if (file.down !== undefined)
    return { ...step, losses: lost, findings: differences.map((each) => downDiffers(name, each)) };
  return {
    ...step,
    losses: lost,
    left: findDataLeft(file.parsed, showPath(name), [...losses, ...lost]),
    findings: [
      ...differences.map((each) =>
        noInverse(name, `what is generated leaves the ${each.object} other than it was`, { ...each }),
      ),
      ...rowsNotRestored(name, replayed.dropped),
    ],
  };
}

async function planInverse(
  { file, parts, before, after }: ReplayedFile,
  foreign: ForeignTables,
  showPath: (name: string) => string,
): Promise<{ inverse: ParsedMigration; obstacles: Finding[] }> {
  const { parsed } = file;
  const onServer = findServerStatement(parsed, showPath(parsed.name));
  const unseen = after.unmodelled.filter((kind) => !before.unmodelled.includes(kind));
  const { statements, obstacles } = await generateInverse(parts, foreign);
  const inverse = await parseMigration(
    parsed.name,
    `${showPath(parsed.name)} (its generated inverse)`,
    composeInverse(statements),
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

function failed(name: string, source: UndoStep['source'], { message, details }: MigratorError): Finding {
  const { at, hint } = details;
  const why = message.replace(`${name} failed on the shadow, where the files run from the start: `, '');
  if (source === 'generated')
    return noInverse(name, `Postgres refuses what is generated: ${why.replace(/\.$/, '')}`, {}, at);
  return {
    code: 'down_failed',
    severity: 'blocker',
    migration: name,
    message: `The inverse written for ${name} failed on the shadow: ${why}`,
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  };
}
