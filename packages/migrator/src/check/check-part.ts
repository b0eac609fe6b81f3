import type { DrizzleProject } from '../drizzle/find-drizzle-project.ts';
import type { CheckPartName, PartVerdict } from '../model/check.ts';
import type { Config } from '../model/config.ts';
import type { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { MigrationFolder } from '../model/migration.ts';
import type { Shadow } from '../model/shadow.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { Branches } from './read-branches.ts';
import type { ReplayedFolder } from './replay-folder.ts';

/** One thing `check` asks. To add one: a file beside this, its name in the model, and a line in `check-folder.ts`. */
export interface CheckPart {
  readonly name: CheckPartName;
  /** @throws {MigratorError} what keeps it from being done. */
  check(work: CheckWork): Promise<PartVerdict>;
}

/** What the history of the target says of the folder. */
export interface HistoryReading {
  /** For people's eyes: host, port and database. */
  readonly target: string;
  /** Whether the database is one that others use too. */
  readonly isRemote: boolean;
  readonly findings: readonly Finding[];
  /** Names of the migrations that are recorded. */
  readonly recorded: readonly string[];
}

/** What the parts share; what is dear is made when it is first asked for, and once. */
export interface CheckWork {
  readonly config: Config;
  readonly folder: MigrationFolder;
  /** The branch to compare with; undefined where none is named. */
  readonly against: string | undefined;
  /** The project drizzle-kit is asked in, or why there is none. */
  readonly drizzle: DrizzleProject | string;
  /** Every file, taken apart; where one can not be, those before it. */
  files(): Promise<ParsedFolder>;
  shadow(): Promise<Shadow>;
  /** Replays one after the other: at the same time they would see each other's roles. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  replayed(): Promise<ReplayedFolder>;
  /** Whether hand-written files are run a second time. */
  readonly runsTwice: boolean;
  /** What drizzle-kit wrote and nobody changed, by name; undefined where nobody can say. */
  generated(): Promise<ReadonlySet<string> | undefined>;
  /** undefined where no URL is set. */
  history(): Promise<HistoryReading | undefined>;
  /** Only where `against` is set. */
  branches(): Promise<Branches>;
  /** Names of files that can not be edited any more: recorded in a remote database, or on the other branch already. */
  settled(): Promise<ReadonlySet<string>>;
}

export interface ParsedFolder {
  readonly files: readonly ParsedMigration[];
  readonly failure: MigratorError | undefined;
}
