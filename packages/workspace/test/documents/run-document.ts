import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { applyDiff } from './apply-diff.ts';
import type { Workspace } from './open-workspace.ts';
import { type Block, readBlocks, readCommands } from './read-blocks.ts';
import { normalise, sameOutput } from './same-output.ts';

/**
 * Does what a document says, from top to bottom, as a reader would: saves each block that names its file
 * (`sql file=packages/db/drizzle/0007_x.sql`; `append=` adds to its end), applies each `diff`, types each line of each
 * `sh` block, and compares with the `text` block that follows, if one does. A command must end with 0, or as
 * `text exit=1` says. `sh given=NAME` begins in a new workspace, in the state of that name.
 *
 * @param open Opens a workspace in a state; the last one is closed at the end.
 * @param skip Lines that are not run here, as the table of not-run.ts gives them a reason.
 * @param after What else must hold in the end.
 */
export async function runDocument(
  markdown: string,
  open: (given: string) => Promise<Workspace>,
  skip: readonly string[],
  after?: (workspace: Workspace) => Promise<void>,
): Promise<void> {
  const blocks = readBlocks(markdown);
  let workspace: Workspace | undefined;
  try {
    for (const [index, block] of blocks.entries()) {
      const { given } = block.attributes;
      if (given !== undefined) {
        await workspace?.close();
        workspace = undefined;
      }
      if (!isDone(block, skip)) continue;
      workspace ??= await open(given ?? 'new');
      const next = blocks[index + 1];
      await doBlock(block, next?.language === 'text' ? next : undefined, workspace, skip);
    }
    if (workspace) await after?.(workspace);
  } finally {
    await workspace?.close();
  }
}

function isDone({ language, attributes, text }: Block, skip: readonly string[]): boolean {
  if (language === 'sh') return readCommands(text).some((command) => !skip.includes(command));
  return language === 'diff' || 'file' in attributes || 'append' in attributes;
}

async function doBlock(
  block: Block,
  shown: Block | undefined,
  workspace: Workspace,
  skip: readonly string[],
): Promise<void> {
  if (block.language === 'sh') return runBlock(block, shown, workspace, skip);
  if (block.language === 'diff') return applyDiff(block.text, workspace.folder);
  const { file, append = '' } = block.attributes;
  const path = join(workspace.folder, file ?? append);
  await mkdir(dirname(path), { recursive: true });
  const before = file === undefined ? `${(await readFile(path, 'utf8')).trimEnd()}\n` : '';
  await writeFile(path, `${before}${block.text}\n`);
}

async function runBlock(
  { text, line }: Block,
  shown: Block | undefined,
  { folder, run }: Workspace,
  skip: readonly string[],
): Promise<void> {
  const outputs: string[] = [];
  const commands = readCommands(text).filter((command) => !skip.includes(command));
  const place = `line ${line}: ${commands.join('; ')}`;
  for (const [index, command] of commands.entries()) {
    const { code, output } = await run(command);
    outputs.push(output);
    const expected = index === commands.length - 1 ? Number(shown?.attributes.exit ?? 0) : 0;
    expect(code, `line ${line}: ${command}\n${output}`).toBe(expected);
  }
  const printed = outputs.join('');
  if (shown && !sameOutput(shown.text, printed, folder))
    expect(normalise(printed, folder), place).toEqual(normalise(shown.text, folder));
}
