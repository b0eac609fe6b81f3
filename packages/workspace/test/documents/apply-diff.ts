import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes the changes of a `diff` block, as a reader would by hand: what a hunk shows of the old text is looked for, and has
 * to stand in the file once. Line numbers are not needed, and so do not grow old.
 */
export async function applyDiff(diff: string, folder: string): Promise<void> {
  for (const part of diff.split(/^--- a\/.*\n/m).slice(1)) {
    const [head = '', ...hunks] = part.split(/^@@.*\n/m);
    const name = head.replace(/^\+\+\+ b\//, '').trim();
    const path = join(folder, name);
    let text = await readFile(path, 'utf8');
    for (const hunk of hunks) {
      const lines = hunk.replace(/\n$/, '').split('\n');
      const side = (sign: string) =>
        lines
          .filter((line) => !line.startsWith(sign))
          .map((line) => `${line.slice(1)}\n`)
          .join('');
      const [before, after, ...more] = text.split(side('+'));
      if (before === undefined || after === undefined || more.length > 0)
        throw new Error(
          `Stands ${more.length === 0 ? 'nowhere' : 'more than once'} in ${name}:\n${side('+')}`,
        );
      text = `${before}${side('-')}${after}`;
    }
    await writeFile(path, text);
  }
}
