import { type ErrorCode, MigratorError } from '../model/errors.ts';
import { COPY_FROM_STDIN, findRefusal } from './find-refusal.ts';
import { hintSyntaxError } from './hint-syntax-error.ts';
import { locate } from './locate.ts';
import { ParserError, parseText } from './parser.ts';
import { psqlCommandAt } from './psql-commands.ts';
import { skipBlank } from './skip-blank.ts';
import { textOffsets } from './text-offsets.ts';

/** The error for a text the grammar refuses at `offset` (UTF-16): what it is, where, and the way on. */
export async function explainSyntaxError(
  migration: string,
  file: string,
  text: string,
  offset: number,
  message: string,
): Promise<MigratorError> {
  const refuse = (code: ErrorCode, at: number, sentence: string, hint: string) =>
    new MigratorError(code, sentence, { migration, at: locate(file, text, at), hint });

  // Rows behind COPY … FROM stdin, and the \. after them, are what the grammar trips over: the reason comes first.
  const copy = await findCopyFromStdin(text, offset);
  if (copy !== undefined) {
    return refuse(COPY_FROM_STDIN.code, copy, COPY_FROM_STDIN.message, COPY_FROM_STDIN.hint);
  }
  const command = psqlCommandAt(text, offset);
  if (command !== undefined) {
    const sentence = `${command} is a command of psql; the server does not know it.`;
    return refuse('sql_psql_command', offset, sentence, 'Remove it, or write what it does in SQL.');
  }
  const hint =
    hintSyntaxError(text, offset, message) ??
    'Nothing has run. Correct the line, and run the same command again.';
  return refuse('sql_syntax', offset, `${shorten(message)}.`, hint);
}

/**
 * Start of the first COPY … FROM stdin before `offset`. The grammar judges each candidate: the text up to the word
 * must be whole statements of which the last is that COPY, so one in a string or a comment does not count.
 */
async function findCopyFromStdin(text: string, offset: number): Promise<number | undefined> {
  for (const found of text.slice(0, offset).matchAll(/\bfrom\s+stdin\b/gi)) {
    const head = text.slice(0, found.index + found[0].length);
    try {
      const last = (await parseText(head)).at(-1);
      if (last !== undefined && findRefusal(last.kind, last.tree) === COPY_FROM_STDIN) {
        return skipBlank(head, textOffsets(head).fromByte(last.startByte));
      }
    } catch (error) {
      if (!(error instanceof ParserError)) throw error;
    }
  }
  return undefined;
}

/** The grammar quotes the rest of the file when something is never closed. */
function shorten(message: string): string {
  const line = message.split('\n')[0] ?? '';
  if (line === message && line.length <= 120) return message;
  const cut = `${line.slice(0, 100).replace(/[\ud800-\udbff]$/, '')}…`;
  return cut.split('"').length % 2 === 0 ? `${cut}"` : cut;
}
