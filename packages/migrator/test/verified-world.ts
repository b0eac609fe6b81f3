import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { expect } from 'vitest';
import { copyDatabase, withSession } from './copy-database.ts';
import { type CliRun, cli } from './folder.ts';
import { TEMPLATE, TEMPLATE_FOLDER } from './push-template.ts';

/** A change to a migrated database, by its owner or by a superuser. */
export interface WorldChange {
  readonly sql?: string;
  readonly admin?: string;
}

export interface VerifiedWorld {
  /** Changes a copy and verifies it. */
  verify(change: WorldChange, argv?: readonly string[]): Promise<CliRun>;
  /** A changed copy, for tests that look at it themselves. */
  copy(change?: WorldChange): Promise<{ url: string; adminUrl: string; drop(): Promise<void> }>;
  close(): Promise<void>;
}

/** The template's migrations in a database of their own, of which copies are changed. */
export async function openVerifiedWorld(
  defaultPrivileges: 'permissive' | 'strict' = 'permissive',
): Promise<VerifiedWorld> {
  const base = await openTestDatabase({ defaultPrivileges });
  const migrated = await cli(['--dir', TEMPLATE_FOLDER], { url: base.url, cwd: TEMPLATE });
  expect(migrated.exitCode, migrated.stderr.join('\n')).toBe(0);

  async function copy({ sql, admin }: WorldChange = {}) {
    const made = await copyDatabase(base);
    if (sql !== undefined) await withSession(made.url, (session) => session.run(sql));
    if (admin !== undefined) await withSession(made.adminUrl, (session) => session.run(admin));
    return made;
  }

  return {
    copy,
    async verify(change, argv = []) {
      const { url, drop } = await copy(change);
      try {
        return await verifyTemplate(url, argv);
      } finally {
        await drop();
      }
    },
    close: () => base.drop(),
  };
}

export function verifyTemplate(url: string, argv: readonly string[] = []): Promise<CliRun> {
  return cli(['verify-triggers', '--dir', TEMPLATE_FOLDER, ...argv], { url, cwd: TEMPLATE });
}
