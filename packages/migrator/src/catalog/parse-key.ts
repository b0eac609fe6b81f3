import type { FactKey } from '../model/fact.ts';

/** A fact's key, taken apart: `kind:part.part`, `kind:part.part(arg,arg)` or `kind:(target).part`. */
export interface ParsedKey {
  /** The key itself. */
  readonly key: FactKey;
  readonly kind: string;
  /** Names, from the outside in: schema, table, column. */
  readonly parts: readonly string[];
  /** Types of the arguments of a function; undefined for anything else. */
  readonly args: readonly string[] | undefined;
  /** What a comment, grant or security label is for. */
  readonly target: ParsedKey | undefined;
}

/** Reads a key as pg-delta and the supplement write it. Throws on any other text. */
export function parseKey(key: FactKey): ParsedKey {
  const reader = new KeyReader(key);
  const parsed = reader.readKey();
  if (!reader.atEnd()) throw reader.error();
  return parsed;
}

/** Writes a key from its kind and names; the inverse of `parseKey` for keys without target. */
export function formatKey(kind: string, parts: readonly string[]): FactKey {
  return `${kind}:${parts.map(formatPart).join('.')}`;
}

function formatPart(part: string): string {
  return part === '' || /[.:(),"\s]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
}

class KeyReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readKey(): ParsedKey {
    const start = this.#position;
    const parsed = this.#readKey();
    return { key: this.#text.slice(start, this.#position), ...parsed };
  }

  #readKey(): Omit<ParsedKey, 'key'> {
    const kind = this.#read(/[a-zA-Z]+/y)[0] ?? '';
    this.#read(/:/y);
    if (this.#accepts('(')) {
      const target = this.readKey();
      this.#read(/\)/y);
      const parts: string[] = [];
      while (this.#accepts('.')) parts.push(this.#readPart());
      return { kind, parts, args: undefined, target };
    }
    const parts = [this.#readPart()];
    while (this.#accepts('.')) parts.push(this.#readPart());
    return { kind, parts, args: this.#accepts('(') ? this.#readArguments() : undefined, target: undefined };
  }

  atEnd(): boolean {
    return this.#position === this.#text.length;
  }

  error(): Error {
    return new Error(`not the key of a fact, at ${this.#position}: ${this.#text}`);
  }

  #readArguments(): string[] {
    const args: string[] = [];
    while (!this.#accepts(')')) {
      if (args.length > 0) this.#read(/,/y);
      args.push(this.#readPart());
    }
    return args;
  }

  #readPart(): string {
    const [text, quoted] = this.#read(/"((?:[^"]|"")*)"|[^.:(),"\s]+/y);
    return quoted === undefined ? (text ?? '') : quoted.replaceAll('""', '"');
  }

  #accepts(character: string): boolean {
    if (this.#text[this.#position] !== character) return false;
    this.#position += 1;
    return true;
  }

  #read(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match === null) throw this.error();
    this.#position += match[0].length;
    return match;
  }
}
