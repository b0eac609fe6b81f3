import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { differingKeys } from '../src/catalog/differing-keys.ts';
import { readOutline } from '../src/catalog/read-catalog.ts';
import type { CatalogOutline } from '../src/model/fact.ts';
import { openUrl } from './catalog-sessions.ts';
import { type CliRun, cli, scratchWorkspace, writeFolder } from './folder.ts';
import { openDatabase, recordedFiles } from './open-database.ts';

type Files = Readonly<Record<string, string>>;

/** A database with batches of files applied, one run of `up` each, and what it takes to look at it. */
export async function openRollbackWorld(...batches: readonly Files[]) {
  const { url, sql } = await openDatabase();
  const directory = writeFolder({});
  const session = await openUrl(url);
  onTestFinished(() => session.close());
  const run = (...argv: string[]): Promise<CliRun> =>
    cli([...argv, '--dir', directory], { url, cwd: scratchWorkspace() });
  const write = (files: Files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  };
  const readFacts = () => readOutline(session);
  const world = {
    url,
    sql,
    directory,
    run,
    write,
    readFacts,
    recorded: () => recordedFiles(sql),
    /** Keys that are other than they were; roles are the whole server's, and other tests make some. */
    async movedSince(before: CatalogOutline): Promise<string[]> {
      const moved = differingKeys(before, await readFacts());
      return [...moved].filter((key) => !/^(role|membership):/.test(key));
    },
    async up(files: Files): Promise<void> {
      write(files);
      const { exitCode, stderr } = await run('up');
      if (exitCode !== 0) throw new Error(stderr.join('\n'));
    },
  };
  for (const files of batches) await world.up(files);
  return world;
}

/** The codes of what was told, in order. */
export function codesOf({ stderr }: CliRun): string[] {
  return stderr.flatMap((line) => /^(?:❌|⚠️).*\[(\w+)(?:, .*)?\]$/.exec(line)?.[1] ?? []);
}
