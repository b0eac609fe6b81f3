/** A fenced block of a document. */
export interface Block {
  /** The first word behind the fence: `sh`, `text`, `sql`, or nothing. */
  readonly language: string;
  /** What follows it, by name: `file=…` says where a reader saves the block, `exit=1` how its command ends. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text, from top to bottom. */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const opening = /^( *)```(.*)$/.exec(lines[index] ?? '');
    if (!opening) continue;
    const [, indent = '', info = ''] = opening;
    const end = lines.findIndex((line, at) => at > index && line.trim() === '```');
    if (end === -1) throw new Error(`The block of line ${index + 1} has no end.`);
    const [language = '', ...words] = info.trim().split(/\s+/);
    blocks.push({
      language,
      attributes: Object.fromEntries(words.map((word) => splitOnce(word, '='))),
      text: lines
        .slice(index + 1, end)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join('\n'),
      line: index + 1,
    });
    index = end;
  }
  return blocks;
}

/** The command lines of an `sh` block: comments and blank lines are for the reader, a `\` joins two lines. */
export function readCommands(text: string): string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/, '').trim())
    .filter((line) => line !== '');
}

function splitOnce(word: string, separator: string): [string, string] {
  const at = word.indexOf(separator);
  return at === -1 ? [word, ''] : [word.slice(0, at), word.slice(at + separator.length)];
}
