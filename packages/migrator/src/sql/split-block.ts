import { scanTokens, type Token } from './scan-tokens.ts';

/** What a row trigger fires on. */
export type RowEvent = 'INSERT' | 'UPDATE' | 'DELETE';

/** One SQL statement of a PL/pgSQL block. */
export interface BlockStatement {
  readonly text: string;
  /** Offset of `text` in the block, in UTF-16 units. */
  readonly start: number;
  /**
   * The events for which it is certain to run, unless something before it raises: a branch that asks for anything but
   * TG_OP, a loop, a handler and a RETURN on the way make it uncertain.
   */
  readonly runsOn: ReadonlySet<RowEvent>;
}

/** A branch, loop or block that is open: for which events it may be entered, and for which it surely is. */
interface Frame {
  readonly may: ReadonlySet<RowEvent>;
  readonly sure: ReadonlySet<RowEvent>;
  /** Events that earlier branches of the same IF took; undefined once a branch asked for something else. */
  readonly taken: ReadonlySet<RowEvent> | undefined;
}

const ALL: ReadonlySet<RowEvent> = new Set(['INSERT', 'UPDATE', 'DELETE']);
const NONE: ReadonlySet<RowEvent> = new Set();

/** Cuts the body of a function, or of DO, into its SQL statements. What is no PL/pgSQL gives odd pieces, and no error. */
export function splitBlock(body: string): readonly BlockStatement[] {
  const tokens = scanTokens(body);
  const statements: BlockStatement[] = [];
  const open: Frame[] = [{ may: ALL, sure: ALL, taken: NONE }];
  let left: ReadonlySet<RowEvent> = NONE;
  let at = 0;
  const top = () => open.at(-1) ?? { may: ALL, sure: NONE, taken: undefined };
  const parent = () => open.at(-2) ?? top();

  /** Goes behind the next `word` that is in no parenthesis and no CASE expression. */
  const passWord = (...words: readonly string[]): readonly Token[] => {
    const from = at;
    let depth = 0;
    for (; at < tokens.length; at++) {
      const { kind, text } = tokens[at] ?? END;
      if (kind === 'sign' && text === '(') depth++;
      else if (kind === 'sign' && text === ')') depth--;
      else if (kind === 'word' && text === 'case') depth++;
      else if (kind === 'word' && text === 'end' && depth > 0) depth--;
      else if (depth <= 0 && words.includes(text) && kind !== 'string' && kind !== 'name') break;
    }
    return tokens.slice(from, at++);
  };

  while (at < tokens.length) {
    const token = tokens[at] ?? END;
    const word = token.kind === 'word' ? token.text : '';
    if (word === 'declare') passWordKeeping('begin');
    else if (word === 'begin') {
      at++;
      open.push({ ...top(), taken: undefined });
    } else if (word === 'if') {
      at++;
      open.push(branch(top(), NONE, passWord('then')));
    } else if (word === 'elsif' || word === 'elseif') {
      at++;
      const { taken } = top();
      const condition = passWord('then');
      open.splice(-1, 1, branch(parent(), taken, condition));
    } else if (word === 'else') {
      at++;
      const { taken } = top();
      open.splice(-1, 1, otherwise(parent(), taken));
    } else if (['while', 'for', 'foreach', 'loop'].includes(word)) {
      passWord('loop');
      open.push({ may: top().may, sure: NONE, taken: undefined });
    } else if (word === 'case') {
      at++;
      passWord('then');
      open.push({ may: top().may, sure: NONE, taken: undefined });
    } else if (word === 'exception') {
      at++;
      open.splice(-1, 1, { may: top().may, sure: NONE, taken: undefined });
    } else if (word === 'when') passWord('then');
    else if (word === 'end') {
      passWordKeeping(';');
      if (open.length > 1) open.pop();
    } else if (token.text === '<' && tokens[at + 1]?.text === '<') {
      passWordKeeping('>');
      at++;
    } else if (token.text === ';' || token.text === '>') at++;
    else {
      passStatement();
      if (word === 'return' || word === 'exit') left = union(left, top().may);
    }
  }
  return statements;

  function passWordKeeping(word: string): void {
    const found = tokens.findIndex((token, index) => index >= at && token.text === word);
    at = found === -1 ? tokens.length : found;
  }

  function passStatement(): void {
    const piece = passWord(';');
    const [first, last] = [piece[0] ?? END, piece.at(-1) ?? END];
    statements.push({
      text: body.slice(first.start, last.end),
      start: first.start,
      runsOn: minus(top().sure, left),
    });
  }
}

const END: Token = { kind: 'sign', text: '', start: 0, end: 0, content: 0 };

function branch(
  { may, sure }: Frame,
  taken: ReadonlySet<RowEvent> | undefined,
  condition: readonly Token[],
): Frame {
  const asked = askedEvents(condition);
  if (asked === undefined || taken === undefined) return { may, sure: NONE, taken: undefined };
  return { may: common(may, asked), sure: common(sure, asked), taken: union(taken, asked) };
}

function otherwise({ may, sure }: Frame, taken: ReadonlySet<RowEvent> | undefined): Frame {
  if (taken === undefined) return { may, sure: NONE, taken };
  return { may: minus(may, taken), sure: minus(sure, taken), taken };
}

/** `TG_OP = 'INSERT'`, `TG_OP IN ('INSERT', 'UPDATE')`: the events; undefined for any other condition. */
function askedEvents(condition: readonly Token[]): ReadonlySet<RowEvent> | undefined {
  const plain = condition.filter(({ kind, text }) => kind !== 'sign' || !'(),'.includes(text));
  const [subject, verb, ...values] = plain;
  if (subject?.kind !== 'word' || subject.text !== 'tg_op') return undefined;
  if (verb?.text !== '=' && verb?.text !== 'in') return undefined;
  if (values.length === 0 || (verb.text === '=' && values.length > 1)) return undefined;
  if (values.some(({ kind }) => kind !== 'string')) return undefined;
  return new Set([...ALL].filter((event) => values.some(({ text }) => text === event)));
}

function union<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...one, ...other]);
}

function common<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...one].filter((each) => other.has(each)));
}

function minus<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...one].filter((each) => !other.has(each)));
}
