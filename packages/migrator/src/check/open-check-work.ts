import { findDrizzleProject } from '../drizzle/find-drizzle-project.ts';
import { readGenerated } from '../drizzle/read-generated.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { MigrationFolder } from '../model/migration.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import { chooseSource } from '../shadow/choose-source.ts';
import { openShadow } from '../shadow/open-shadow.ts';
import { parseFile } from '../source/parse-file.ts';
import type { CheckWork, HistoryReading, ParsedFolder } from './check-part.ts';
import { isGenerated } from './is-generated.ts';
import { type Branches, readBranches } from './read-branches.ts';
import { replayFolder } from './replay-folder.ts';

export interface CheckWorkOptions {
  readonly against: string | undefined;
  /** Whether hand-written files are run a second time in the replay. */
  readonly runsTwice: boolean;
  /** Reads the target's history; called only where a URL is set. */
  readonly readHistory: () => Promise<HistoryReading>;
}

/** Up to so many files every state of the replay is read: reading them is quicker than a second replay. */
const FEW_FILES = 12;

/** What the parts share, and how it is put away. */
export function openCheckWork(
  config: Config,
  folder: MigrationFolder,
  { against, runsTwice, readHistory }: CheckWorkOptions,
): CheckWork & { close(): Promise<void> } {
  const drizzle = findDrizzleProject(folder.directory);
  let opened: Promise<Shadow> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const files = once(() => parseFolder(folder, config.cwd));
  const generated = once(async () => {
    if (folder.layout !== 'drizzle' || typeof drizzle === 'string') return undefined;
    const known = await readGenerated(drizzle, folder.directory);
    if (known === undefined) return undefined;
    const names = new Set<string>();
    for (const file of (await files()).files) if (await isGenerated(file, known)) names.add(file.name);
    return names;
  });
  const shadow = () => {
    opened ??= openShadow({ source: chooseSource(config, undefined), target: undefined });
    return opened;
  };
  const history = once(async () => (config.target === undefined ? undefined : readHistory()));
  const branches = once(async (): Promise<Branches> => {
    if (against === undefined) throw new Error('branches are asked for and none is named');
    return readBranches(folder, against, config.cwd);
  });
  const settled = once(async () => {
    const recorded = await history().catch(() => undefined);
    const common = against === undefined ? [] : (await branches().catch(() => undefined))?.common;
    return new Set([
      ...(recorded?.isRemote === true ? recorded.recorded : []),
      ...(common ?? []).map(({ name }) => name),
    ]);
  });
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const replayed = once(() =>
    inTurn(async () => {
      // Asked beside the shadow's start: both take a while.
      if (runsTwice) generated().catch(() => {});
      const { files: parsed } = await files();
      return replayFolder({
        shadow: await shadow(),
        files: parsed,
        readsStates: parsed.length <= FEW_FILES,
        exempt: async (file) => {
          if (!runsTwice) return 'not_asked';
          if ((await settled()).has(file.name)) return 'settled';
          return (await generated())?.has(file.name) ? 'generated' : undefined;
        },
      });
    }),
  );
  return {
    config,
    folder,
    against,
    drizzle,
    files,
    shadow,
    inTurn,
    replayed,
    generated,
    runsTwice,
    history,
    branches,
    settled,
    async close() {
      await turn;
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

async function parseFolder({ migrations }: MigrationFolder, cwd: string): Promise<ParsedFolder> {
  const files: ParsedMigration[] = [];
  for (const migration of migrations) {
    try {
      files.push(await parseFile(migration, cwd));
    } catch (failure) {
      if (failure instanceof MigratorError) return { files, failure };
      throw failure;
    }
  }
  return { files, failure: undefined };
}

/** What is made when it is first asked for, and then kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
