import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { describeKey } from '../../src/catalog/describe-key.ts';
import { differingKeys, touchedKeys } from '../../src/catalog/differing-keys.ts';
import { readCatalog, readOutline } from '../../src/catalog/read-catalog.ts';
import type { Catalog, FactKey } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Session } from '../../src/model/ports.ts';
import { openShadow } from '../../src/shadow/open-shadow.ts';
import type { CorpusFile } from '../adopt-case.ts';
import { adoptDirectly, judgeDirectly, parseAll } from '../adopt-directly.ts';
import { copyDatabase, withSession } from '../copy-database.ts';
import { SHADOW_DIRECTORY } from '../open-shadow.ts';
import { rememberShadow } from '../remember-shadow.ts';
import { applyFile } from '../run-adopt-case.ts';

/** A database that is what its files say, of which copies are made, each to be changed and judged. */
export interface AdoptedWorld {
  readonly catalog: Catalog;
  /** What the files touch. */
  readonly touched: ReadonlySet<FactKey>;
  /** Changes a copy, and lets it be adopted. */
  judge(change: { readonly sql: string; readonly admin?: true }): Promise<JudgedChange>;
  close(): Promise<void>;
}

export interface JudgedChange {
  /** Objects that are not as they were, in words. */
  readonly changed: readonly string[];
  /** What was told, before or after the run. */
  readonly findings: readonly Finding[];
  /** Statements that were run, mends among them. */
  readonly run: readonly string[];
  /** Objects that are still not as they were, where the adoption was recorded; undefined where it was not. */
  readonly left: readonly string[] | undefined;
}

/** @param filled SQL by a superuser that puts rows into the tables. */
export async function openAdoptedWorld(files: readonly CorpusFile[], filled: string): Promise<AdoptedWorld> {
  const base = await openTestDatabase();
  const sql = postgres(base.url, { max: 1, onnotice: () => {} });
  const before = await withSession(base.url, (session) => readOutline(session));
  for (const file of files) await applyFile(sql, file);
  await withSession(base.adminUrl, (admin) => admin.run(filled));
  await sql.end();
  const catalog = await withSession(base.url, (session) => readCatalog(session));
  const shadow = rememberShadow(
    await openShadow({ source: { kind: 'embedded', directory: SHADOW_DIRECTORY }, target: undefined }),
  );
  const parsed = await parseAll(files);

  return {
    catalog,
    touched: touchedKeys(before, catalog),
    async judge(change) {
      const copy = await copyDatabase(base);
      try {
        await withSession(change.admin ? copy.adminUrl : copy.url, (session) => session.run(change.sql));
        return await withSession(copy.url, judgeCopy);
      } finally {
        await copy.drop();
      }
    },
    async close() {
      await shadow.close();
      await base.drop();
    },
  };

  async function judgeCopy(session: Session): Promise<JudgedChange> {
    const input = { session, shadow, files: parsed };
    // Read here: what the judge says it found may not be the judge of itself.
    const changed = objects(differingKeys(catalog, await readOutline(session)));
    const judged = await judgeDirectly(input);
    const { findings, run, recorded } = await adoptDirectly(input, judged);
    const left = recorded ? objects(differingKeys(catalog, await readOutline(session))) : undefined;
    return { changed, findings, run, left };
  }
}

/** Roles belong to the server, and other tests make some meanwhile. */
function objects(keys: Iterable<FactKey>): string[] {
  return [...keys].filter((key) => !/^(role|membership):/.test(key)).map(describeKey);
}
