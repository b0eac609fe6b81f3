import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cli, scratchWorkspace } from './folder.ts';

/** A folder of migrations, whatever its layout. */
export function openFolder(files: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'undo-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  // No database in sight: a URL that leads nowhere would show.
  const run = (...argv: string[]) =>
    cli([...argv, '--dir', directory], {
      url: 'postgresql://nobody@127.0.0.1:1/none',
      cwd: scratchWorkspace(),
    });
  const read = (path: string) => readFileSync(join(directory, path), 'utf8');
  return { directory, run, read, list: () => readdirSync(directory).sort() };
}
