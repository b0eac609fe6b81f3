import { forServer } from '../catalog/build-catalog.ts';
import { differingKeys } from '../catalog/differing-keys.ts';
import { kindOf } from '../catalog/key-parts.ts';
import { mendingSql } from '../catalog/mending-sql.ts';
import type { FactKey } from '../model/fact.ts';
import { type ForeignTables, leavePlatformTables } from './leave-platform-tables.ts';
import type { FilePart } from './replay-parts.ts';
import { rerunnableSql } from './rerunnable-sql.ts';

/** SQL that should take back a file; only running it says whether it does. */
export interface GeneratedInverse {
  /** Without semicolons, in the order to run them. */
  readonly statements: readonly string[];
  /** Why a part of it can not be taken back, one sentence each. */
  readonly obstacles: readonly string[];
}

export interface InverseOptions {
  readonly foreign: ForeignTables;
  /** Version of Postgres it has to run on. */
  readonly serverMajor: number;
  /** Whether it becomes a migration of its own, which may run twice. */
  readonly asMigration: boolean;
}

/** The inverse of a file, the last part first. */
export async function generateInverse(
  parts: readonly FilePart[],
  { foreign, serverMajor, asMigration }: InverseOptions,
): Promise<GeneratedInverse> {
  const statements: string[] = [];
  const obstacles: string[] = [];
  for (const { rename, before, after } of parts.toReversed()) {
    if (rename !== undefined) {
      statements.push(rename);
      continue;
    }
    const keys = [...differingKeys(after, before)].filter((key) => !isOfServer(key));
    const mended = await mendingSql(forServer(after, serverMajor), before, keys);
    const left = leavePlatformTables(mended, { before, after, keys, foreign });
    statements.push(...left.statements);
    obstacles.push(...left.obstacles);
  }
  const needed = statements.some(makesSomething) ? statements : statements.filter(isNoSetting);
  return { statements: asMigration ? rerunnableSql(needed) : needed, obstacles };
}

function makesSomething(sql: string): boolean {
  return sql.startsWith('CREATE ');
}

/** `check_function_bodies` is for bodies that name what is made after them. */
function isNoSetting(sql: string): boolean {
  return !sql.startsWith('SET LOCAL ');
}

/** Roles are the whole server's: other databases may use them. */
export function isOfServer(key: FactKey): boolean {
  return kindOf(key) === 'role' || kindOf(key) === 'membership';
}
