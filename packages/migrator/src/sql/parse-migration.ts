import { MigratorError } from '../model/errors.ts';
import type { ParsedMigration, Statement } from '../model/statement.ts';
import { classifyStatement } from './classify-statement.ts';
import { explainSyntaxError } from './explain-syntax-error.ts';
import { findRefusal } from './find-refusal.ts';
import { locate } from './locate.ts';
import { normaliseText } from './normalise-text.ts';
import { ParserError, parseText, type RawStatement } from './parser.ts';
import { blankRestrictLine } from './psql-commands.ts';
import { readAllows } from './read-allows.ts';
import { readDirectives } from './read-directives.ts';
import { skipBlank } from './skip-blank.ts';
import { textOffsets } from './text-offsets.ts';

/**
 * Takes a migration's text apart with Postgres's own grammar.
 * @param name what the history records; @param file path as errors show it; @param text with any line ends.
 * @throws MigratorError `sql_syntax`, `sql_psql_command`, `sql_copy_stdin`, `directive_unknown`, each with its place.
 */
export async function parseMigration(name: string, file: string, text: string): Promise<ParsedMigration> {
  const { sendable, raws } = await parseTolerantly(name, file, normaliseText(text));
  const directives = readDirectives(name, file, sendable);
  const statements = cutStatements(sendable, raws);
  const copy = statements.find((statement) => statement.refusal?.code === 'sql_copy_stdin');
  if (copy?.refusal) {
    const { code, message, hint } = copy.refusal;
    throw new MigratorError(code, message, { hint, migration: name, at: locate(file, sendable, copy.start) });
  }
  const allows = readAllows(name, file, sendable, statements);
  return { name, shownPath: file, text: sendable, statements, directives, allows };
}

/**
 * Parses, blanking `\restrict` lines where the grammar trips over one: never in a string or a comment, since it does
 * not trip there. Blanks are as long as the line, so every offset holds.
 */
async function parseTolerantly(
  name: string,
  file: string,
  text: string,
): Promise<{ sendable: string; raws: readonly RawStatement[] }> {
  let sendable = text;
  for (;;) {
    try {
      return { sendable, raws: await parseText(sendable) };
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
      const offset = textOffsets(sendable).fromCodePoint(error.position);
      const blanked = blankRestrictLine(sendable, offset);
      if (blanked === undefined) throw await explainSyntaxError(name, file, sendable, offset, error.message);
      sendable = blanked;
    }
  }
}

function cutStatements(text: string, raws: readonly RawStatement[]): Statement[] {
  const offsets = textOffsets(text);
  let line = 1;
  let counted = 0;
  return raws.map((raw, index) => {
    const start = skipBlank(text, offsets.fromByte(raw.startByte));
    const end = raw.endByte === undefined ? text.length : offsets.fromByte(raw.endByte);
    for (; counted < start; counted++) if (text[counted] === '\n') line++;
    const refusal = findRefusal(raw.kind, raw.tree);
    return {
      index,
      text: closeComment(text.slice(start, end).trimEnd()),
      start,
      line,
      kind: raw.kind,
      ...classifyStatement(raw.kind, raw.tree),
      ...(refusal === undefined ? {} : { refusal }),
      tree: raw.tree,
    };
  });
}

/** A semicolon behind a line comment would be part of it. */
function closeComment(text: string): string {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  return lastLine.includes('--') ? `${text}\n` : text;
}
