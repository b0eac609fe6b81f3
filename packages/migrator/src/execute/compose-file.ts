import { finishText, forgetText, progressText, recordText } from '../database/history.ts';
import { afterFileText } from '../database/session-settings.ts';
import type { Migration } from '../model/migration.ts';
import type { Segment } from '../model/segment.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { cutSegments } from '../plan/cut-segments.ts';
import { settingsBefore } from '../plan/settings-before.ts';
import { aloneRule } from './alone-rule.ts';
import type { ComposeContext, ComposedFile, FileWork, Part, Piece } from './composed-file.ts';
import { type Composing, newRow, unfinishedAt } from './describe-progress.ts';
import {
  asConnected,
  asConnectedForGood,
  betweenText,
  checkText,
  LIFT_LIMITS,
  type Opening,
  openText,
  RESTORE_LIMITS,
  setSentinel,
} from './transaction-text.ts';

/**
 * A migration as messages: a transaction that ends with its history row; or, where it has several segments, one after
 * the other, each with how far the file has come.
 */
export function composeFile(
  migration: Migration,
  parsed: ParsedMigration,
  context: ComposeContext,
  work: FileWork = { statements: parsed.statements, mends: [], outcome: 'applied' },
): ComposedFile {
  const statements = parsed.statements.map(({ index, text, start, line }) => ({ index, text, start, line }));
  const sent = work.statements.filter(({ border }) => border === undefined);
  const cut = context.shared
    ? [{ runs: 'transaction', statements: sent, modes: '' } satisfies Segment]
    : cutSegments(work.statements, { directives: parsed.directives });
  const composing = { migration, parsed, context, work, statements, segments: cut };
  const { text, shownPath } = parsed;
  return { migration, text, shownPath, statements, parts: composeParts(composing) };
}

function composeParts(composing: Composing): Part[] {
  const { segments, context } = composing;
  const parts: Part[] = [];
  for (const [at, segment] of segments.entries()) {
    if (segment.runs === 'transaction') {
      parts.push({
        ...placeOf(composing, at, parts),
        kind: 'message',
        pieces: transactionPieces(composing, at, parts),
      });
      continue;
    }
    parts.push({
      ...placeOf(composing, at, parts),
      kind: 'message',
      pieces: beginPieces(composing, at, parts),
    });
    for (const statement of segment.statements) {
      parts.push({
        ...placeOf(composing, at, parts),
        kind: 'alone',
        statement: composing.statements[statement.index] ?? statement,
        rule: aloneRule(statement),
        begun: at === 0 && isBegun(composing),
        row: newRow(composing),
      });
    }
  }
  if (segments.at(-1)?.runs !== 'transaction') {
    const at = segments.length;
    const pieces = [
      ...firstPieces(composing, at, parts),
      ours(openText(openingOf(composing, at, parts), context.shared ? undefined : '', false)),
      ours(restoreAfter(segments[at - 1])),
      ...endPieces(composing, parts),
    ];
    parts.push({ ...placeOf(composing, at, parts), kind: 'message', pieces });
  }
  return parts;
}

/** A segment that is a transaction; the last one ends with the row that says the file is done. */
function transactionPieces(composing: Composing, at: number, parts: readonly Part[]): Piece[] {
  const { parsed, context, segments } = composing;
  const { statements = [], modes = '' } = segments[at] ?? {};
  const opening = openingOf(composing, at, parts);
  const recordsBefore = segments[at - 1]?.runs === 'alone';
  const done = doneBefore(composing, at);
  const sets = countLeadingSets(statements);
  return [
    ...firstPieces(composing, at, parts),
    ...(recordsBefore
      ? [
          ours(
            betweenText(
              opening,
              restoreAfter(segments[at - 1]),
              progressText(newRow(composing), done, unfinishedAt(composing, at, done)),
            ),
          ),
        ]
      : []),
    ours(openText(opening, context.shared ? undefined : modes, sets > 0)),
    ...(parsed.directives.lockTimeout === undefined
      ? []
      : [ours(`SET LOCAL lock_timeout = ${parsed.directives.lockTimeout};`)]),
    ...statements.flatMap((statement, position) =>
      statementPieces(composing, statement, parts, position < Math.max(sets, 1)),
    ),
    ...(at === segments.length - 1 ? endPieces(composing, parts) : progressPieces(composing, at, parts)),
  ];
}

/** How far the file has come behind segment `at`, in the transaction of that segment. */
function progressPieces(composing: Composing, at: number, parts: readonly Part[]): Piece[] {
  const { parsed, context } = composing;
  const { marker, file } = context;
  const after = doneBefore(composing, at + 1);
  return [
    ours(checkText(marker, { file, part: parts.length, statement: parsed.statements.length })),
    ours(asConnected(progressText(newRow(composing), after, unfinishedAt(composing, at + 1, after)))),
    ours('COMMIT;'),
  ];
}

/**
 * What stands before a statement that runs in no transaction: that it has begun, and which indexes there were. An
 * earlier run that began it has said so, and what it left must not count as having been there.
 */
function beginPieces(composing: Composing, at: number, parts: readonly Part[]): Piece[] {
  const [statement] = composing.segments[at]?.statements ?? [];
  if (statement === undefined) return [];
  const { leaves, concurrent } = aloneRule(statement);
  const done = doneBefore(composing, at);
  const begun = leaves === undefined ? "'[]'::jsonb" : namesOf(leaves);
  const record =
    at === 0 && isBegun(composing)
      ? ''
      : progressText(newRow(composing), done, { ...unfinishedAt(composing, at, done), begun });
  const settings = [restoreAfter(composing.segments[at - 1]), concurrent ? LIFT_LIMITS : ''].join(' ');
  return [
    ...firstPieces(composing, at, parts),
    ours(betweenText(openingOf(composing, at, parts), settings, record)),
  ];
}

/** The row as the role that connected, and a clean session for the next file, all before the one COMMIT. */
function endPieces(composing: Composing, parts: readonly Part[]): Piece[] {
  const { parsed, context, work } = composing;
  const { marker, file, limits, shared = false } = context;
  const row = newRow(composing);
  const hasRow = parts.length > 0 || work.resumes !== undefined;
  return [
    ...work.mends.map((text) => ours(`${text.replace(/;?\s*$/, '')};`)),
    ours(checkText(marker, { file, part: parts.length, statement: parsed.statements.length })),
    ours(
      asConnectedForGood(work.forget ? forgetText(row.filename) : hasRow ? finishText(row) : recordText(row)),
    ),
    ours(`${afterFileText(limits)}${shared ? '' : '\nCOMMIT;'}`),
  ];
}

/** What an earlier run had set for the session when it stopped. */
function firstPieces(composing: Composing, at: number, parts: readonly Part[]): Piece[] {
  const { work, parsed, segments } = composing;
  if (parts.length > 0 || work.resumes === undefined) return [];
  const settings = settingsBefore(parsed.statements, segments[at]?.statements[0] ?? parsed.statements.at(-1));
  if (settings.length === 0) return [];
  const opening = openingOf(composing, at, parts);
  return [
    ours(openText(opening, '', true)),
    ...settings.flatMap((statement) => statementPieces(composing, statement, parts, true)),
    ours('COMMIT;'),
  ];
}

/** @param quiet No mark before it: it is the first, or a SET that may have to come before any query. */
function statementPieces(
  composing: Composing,
  statement: Statement,
  parts: readonly Part[],
  quiet: boolean,
): Piece[] {
  const { marker, file } = composing.context;
  const placed = composing.statements[statement.index];
  return [
    ...(quiet ? [] : [ours(marker.text({ file, part: parts.length, statement: statement.index }))]),
    // The semicolon stands on a line of its own: the text may end in a comment.
    { text: `${statement.text}\n;`, ...(placed === undefined ? {} : { statement: placed }) },
    ...(clearsSettings(statement) ? [ours(setSentinel(file))] : []),
  ];
}

/** How many statements are done before segment `at`: those in front of its first. */
function doneBefore({ segments, parsed, work }: Composing, at: number): number {
  const next = segments[at]?.statements[0]?.index ?? parsed.statements.length;
  if (at > 0) return next;
  const first = parsed.statements.findIndex(({ border }) => border === undefined);
  return work.resumes?.done ?? (next === first ? 0 : next);
}

function placeOf(composing: Composing, at: number, parts: readonly Part[]) {
  const recorded = parts.length > 0 || composing.work.resumes !== undefined;
  return { file: composing.context.file, part: parts.length, done: doneBefore(composing, at), recorded };
}

function openingOf(composing: Composing, at: number, parts: readonly Part[]): Opening {
  const { marker, file } = composing.context;
  const statement = composing.segments[at]?.statements[0]?.index ?? composing.parsed.statements.length;
  return { marker, mark: { file, part: parts.length, statement }, opens: parts.length === 0 };
}

function isBegun({ work }: Composing): boolean {
  return work.resumes?.unfinished.begun !== undefined;
}

function restoreAfter(segment: Segment | undefined): string {
  const [statement] = segment?.runs === 'alone' ? segment.statements : [];
  return statement !== undefined && aloneRule(statement).concurrent ? RESTORE_LIMITS : '';
}

function namesOf(indexes: string): string {
  return `(SELECT coalesce(pg_catalog.jsonb_agg(found.name), '[]') FROM (${indexes}) found)`;
}

function ours(text: string): Piece {
  return { text: `${text}\n` };
}

/**
 * SET takes no snapshot and a mark does, so the SETs on top of a transaction have none between them:
 * `SET TRANSACTION ISOLATION LEVEL` has to come before any query.
 */
function countLeadingSets(statements: readonly Statement[]): number {
  const first = statements.findIndex(({ kind }) => kind !== 'VariableSetStmt');
  return first === -1 ? statements.length : first;
}

/** RESET ALL takes the sentinel with it, which is no fault of the file. */
function clearsSettings({ kind, text }: Statement): boolean {
  return kind === 'VariableSetStmt' && /^reset\s+all$/i.test(text.trim());
}
