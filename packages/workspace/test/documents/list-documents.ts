import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '../../../..');

export interface Document {
  /** From the repository's root, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** Every document a reader may type something from. */
export async function listDocuments(): Promise<Document[]> {
  const names = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'];
  for (const folder of ['docs', 'packages', 'apps', 'bench'])
    names.push(...(await findMarkdown(folder, folder === 'docs' ? Number.POSITIVE_INFINITY : 1)));
  return Promise.all(
    names.toSorted().map(async (name) => ({ name, text: await readFile(join(REPOSITORY, name), 'utf8') })),
  );
}

async function findMarkdown(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(join(REPOSITORY, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) return entry.name.endsWith('.md') ? [path] : [];
    return depth > 0 && entry.isDirectory() && entry.name !== 'node_modules'
      ? findMarkdown(path, depth - 1)
      : [];
  });
  return (await Promise.all(found)).flat();
}
