import { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Allow, ParsedMigration } from '../model/statement.ts';
import { locate } from '../sql/locate.ts';
import { nearestName } from '../sql/nearest-name.ts';
import { parseMigration } from '../sql/parse-migration.ts';
import { textOffsets } from '../sql/text-offsets.ts';
import { applyAllows, type RuleHit } from './apply-allows.ts';
import { emptyFolder, type Folder } from './folder/folder.ts';
import { readMigration } from './folder/read-migration.ts';
import { looksGenerated } from './looks-generated.ts';
import { groupByMigration, type Made } from './made-by.ts';
import type { LintedMigration } from './rule.ts';
import { RULES } from './rules.ts';
import { findSquawkHits } from './squawk/find-squawk-hits.ts';
import { findProgram } from './squawk/run-squawk.ts';
import { SQUAWK_ON } from './squawk/squawk-rules.ts';

/** A file as the rules need it. */
export interface HazardFile {
  readonly name: string;
  /** As it is shown. */
  readonly path: string;
  readonly text: string;
  /** Whether findings are wanted of it; the others say what it builds on, and what puts it right. */
  readonly judged: boolean;
  /** Whether a tool wrote it from a schema: then it need not be able to run twice. `by_form`: its SQL decides. */
  readonly generated: boolean | 'by_form';
}

/**
 * Statements that work and still hurt: in running programs, in the API's security, or when the file runs again. All
 * are warnings. Squawk is started once, and only when a file is judged. A file that cannot be parsed is left out.
 * @param files All of a folder, in the order they run.
 * @param tools.squawk Path of its program, if there is one.
 */
export async function findHazards(
  files: readonly HazardFile[],
  { squawk: program }: { readonly squawk: string | undefined } = { squawk: findProgram() },
): Promise<readonly Finding[]> {
  if (!files.some(({ judged }) => judged)) return [];
  const folder = emptyFolder();
  const judged: { file: HazardFile; parsed: LintedMigration }[] = [];
  // One after the other, and the trees of files that are not judged are dropped: they are large.
  for (const file of files) {
    const parsed = await parseOrSkip(file);
    if (parsed === undefined) continue;
    readMigration(folder, parsed);
    if (!file.judged) continue;
    const generated = file.generated === 'by_form' ? looksGenerated(parsed.statements) : file.generated;
    judged.push({ file, parsed: { ...parsed, generated } });
  }
  const squawk = await findSquawkHits(
    judged.map(({ parsed }) => parsed),
    program,
  );
  const madeBy = groupByMigration(folder);
  const silent = new Set(squawk.missing === undefined ? squawk.unread : judged.map(({ file }) => file.name));
  return [
    ...(squawk.missing === undefined ? [] : [squawkMissing(squawk.missing)]),
    ...judged.flatMap(({ file, parsed }) => {
      const found = squawk.hits.get(file.name) ?? [];
      const { hits, unused } = applyAllows(parsed, [...ownHits(parsed, madeBy(file.name), folder), ...found]);
      // Whether an allow of squawk's rules is needed nobody knows where squawk has not looked.
      const idle = unused.filter(({ rule }) => !(silent.has(file.name) && SQUAWK_ON.includes(rule)));
      return [
        ...(squawk.unread.includes(file.name) ? [squawkUnread(file)] : []),
        ...hits.toSorted((a, b) => a.offset - b.offset).map((hit) => toFinding(hit, file, parsed)),
        ...idle.map((allow) => toUnused(allow, file, parsed)),
      ];
    }),
  ];
}

async function parseOrSkip({ name, path, text }: HazardFile): Promise<ParsedMigration | undefined> {
  try {
    return await parseMigration(name, path, text);
  } catch (error) {
    if (error instanceof MigratorError) return undefined;
    throw error;
  }
}

function ownHits(parsed: LintedMigration, made: Made, folder: Folder): RuleHit[] {
  const offsets = textOffsets(parsed.text);
  return RULES.flatMap((rule) =>
    rule.find(parsed, made, folder).map(({ at: { migration, statement, byte }, ...hit }) => ({
      ...hit,
      rule: rule.name,
      migration,
      statement,
      offset: byte === undefined ? (parsed.statements[statement]?.start ?? 0) : offsets.fromByte(byte),
    })),
  );
}

function toFinding(hit: RuleHit, file: HazardFile, { text }: ParsedMigration): Finding {
  const { rule, migration, offset, message, hint, object, sql } = hit;
  return {
    code: 'hazard',
    rule,
    severity: 'warning',
    migration,
    at: locate(file.path, text, offset),
    message,
    hint,
    ...(object === undefined ? {} : { object }),
    ...(sql === undefined ? {} : { sql }),
  };
}

function toUnused({ rule, start }: Allow, file: HazardFile, { text }: ParsedMigration): Finding {
  const known = [...RULES.map(({ name }) => name), ...SQUAWK_ON];
  const near = nearestName(rule, known);
  const message = known.includes(rule)
    ? `"allow ${rule}" silences nothing here.`
    : `There is no rule "${rule}", so that allowing it silences nothing.`;
  const meant = near === undefined ? 'docs/rules lists the rules.' : `Is ${near} meant?`;
  return {
    code: 'allow_unused',
    rule,
    severity: 'warning',
    migration: file.name,
    at: locate(file.path, text, start),
    message,
    hint: known.includes(rule)
      ? 'Take the comment away; above another statement it is for that one only.'
      : meant,
  };
}

function squawkMissing(reason: string): Finding {
  return {
    code: 'lint_incomplete',
    severity: 'warning',
    message: `Squawk's rules were not applied: ${reason}.`,
    hint: 'The other rules were; the continuous integration applies all of them.',
  };
}

function squawkUnread({ name, path }: HazardFile): Finding {
  return {
    code: 'lint_incomplete',
    severity: 'warning',
    migration: name,
    message: `Squawk's rules were not applied to ${path}: squawk does not understand its SQL, though Postgres does.`,
    hint: 'Look at its locks in "migrate plan".',
  };
}
