import { blockCommentEnd } from './skip-blank.ts';

/** One word, string, name or sign of SQL, or of the body of a function. */
export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign';
  /** A word in lower case, a name or a string without its quotes, anything else as it stands. */
  readonly text: string;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Of a string: where its content starts. */
  readonly content: number;
}

const BLANK = /(?:[ \t\n\r\f\v]+|--[^\n\r]*)/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const ESCAPED = /[eE]'((?:[^'\\]|\\[\s\S]|'')*)(?:'|$)/y;
const STRING = /(?:[bBxXnN]|[uU]&)?'((?:[^']|'')*)(?:'|$)/y;
const NAME = /(?:[uU]&)?"((?:[^"]|"")*)(?:"|$)/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;

/**
 * Cuts a text where Postgres's own scanner would, without comments and white space; signs one character each. For the
 * places the grammar does not reach: bodies of functions, and parts of a statement whose text is wanted.
 */
export function scanTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const add = (kind: Token['kind'], value: string, end: number, content = at) => {
    tokens.push({ kind, text: value, start: at, end, content });
    at = end;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) at += blank[0].length;
    else if (text.startsWith('/*', at)) at = blockCommentEnd(text, at);
    else addToken();
  }
  return tokens;

  function addToken(): void {
    const dollar = match(DOLLAR)?.[0];
    if (dollar !== undefined) {
      const from = at + dollar.length;
      const close = text.indexOf(dollar, from);
      const end = close === -1 ? text.length : close;
      add('string', text.slice(from, end), Math.min(text.length, end + dollar.length), from);
      return;
    }
    const string = match(ESCAPED) ?? match(STRING);
    if (string !== null) {
      const content = at + string[0].indexOf("'") + 1;
      add('string', (string[1] ?? '').replaceAll("''", "'"), at + string[0].length, content);
      return;
    }
    const name = match(NAME);
    if (name !== null) {
      add('name', (name[1] ?? '').replaceAll('""', '"'), at + name[0].length);
      return;
    }
    const word = match(WORD)?.[0];
    if (word !== undefined) {
      add('word', word.toLowerCase(), at + word.length);
      return;
    }
    const rest = match(NUMBER)?.[0] ?? text.charAt(at);
    add(/^\d/.test(rest) ? 'number' : 'sign', rest, at + rest.length);
  }
}

/** Whether two texts differ in nothing but white space, comments, and the case of words. */
export function sameTokens(one: string, other: string): boolean {
  const [left, right] = [scanTokens(one), scanTokens(other)];
  return (
    left.length === right.length &&
    left.every(({ kind, text }, index) => kind === right[index]?.kind && text === right[index]?.text)
  );
}
