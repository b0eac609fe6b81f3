import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Shadow, ShadowDatabase, Touch } from '../src/model/shadow.ts';
import type { ParsedMigration } from '../src/model/statement.ts';
import { openShadow, type ShadowOptions } from '../src/shadow/open-shadow.ts';
import { parseMigration } from '../src/sql/parse-migration.ts';
import { shadowsFolder } from './shadows.ts';

/** Where the embedded shadows of tests are; runs that need one at the same time find one each. */
export const SHADOW_DIRECTORY = join(shadowsFolder(), 'shadow-postgres');

/** A shadow for the running test, embedded unless it says otherwise. */
export async function openTestShadow(options: Partial<ShadowOptions> = {}): Promise<Shadow> {
  const embedded = { kind: 'embedded', directory: SHADOW_DIRECTORY } as const;
  const shadow = await openShadow({ source: embedded, target: undefined, ...options });
  onTestFinished(() => shadow.close());
  return shadow;
}

export function parse(name: string, text: string): Promise<ParsedMigration> {
  return parseMigration(name, name, text);
}

/** Replays files by name, in order. */
export async function replayAll(
  database: ShadowDatabase,
  files: Readonly<Record<string, string>>,
): Promise<readonly (readonly Touch[])[]> {
  const touches: (readonly Touch[])[] = [];
  for (const [name, text] of Object.entries(files))
    touches.push(await database.replay(await parse(name, text)));
  return touches;
}

/** `0 CREATE TABLE: table public.a`, one line a touch. */
export function showTouches(touches: readonly Touch[]): string[] {
  return touches.map(({ statement, tag, type, identity, was, dropped }) =>
    [
      `${statement} ${tag}:`,
      ...(dropped ? ['drop'] : []),
      type ?? '?',
      identity ?? '?',
      ...(was === undefined ? [] : [`(was ${was})`]),
    ].join(' '),
  );
}

/** What a query finds in a shadow database. */
export async function rowsOf(database: ShadowDatabase, text: string): Promise<unknown[]> {
  const [rows = []] = await database.session.run(text);
  return rows.map((row) => ({ ...row }));
}
