import { randomBytes } from 'node:crypto';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { executeAdoption } from '../src/adopt/execute-adoption.ts';
import { planAdoption } from '../src/adopt/plan-adoption.ts';
import { describeKey } from '../src/catalog/describe-key.ts';
import { differingKeys, touchedKeys } from '../src/catalog/differing-keys.ts';
import { readCatalog } from '../src/catalog/read-catalog.ts';
import { upgradeHistoryStatements } from '../src/database/history-table.ts';
import { createMarker } from '../src/execute/marker.ts';
import { MigratorError } from '../src/model/errors.ts';
import type { Catalog, FactKey } from '../src/model/fact.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Session } from '../src/model/ports.ts';
import { openShadow } from '../src/shadow/open-shadow.ts';
import type { CorpusFile } from './adopt-case.ts';
import { openUrl } from './catalog-sessions.ts';
import { parse, SHADOW_DIRECTORY } from './open-shadow.ts';
import { rememberShadow } from './remember-shadow.ts';
import { applyFile } from './run-adopt-case.ts';

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
  const before = await withSession(base.url, (session) => readCatalog(session));
  for (const file of files) await applyFile(sql, file);
  await withSession(base.adminUrl, (admin) => admin.run(filled));
  await sql.end();
  const catalog = await withSession(base.url, (session) => readCatalog(session));
  const shadow = rememberShadow(
    await openShadow({ source: { kind: 'embedded', directory: SHADOW_DIRECTORY }, target: undefined }),
  );
  const parsed = await Promise.all(
    files.map(async ({ name, text }) => ({
      migration: { name, path: name, checksum: 'c', number: 0n, bytes: text.length },
      parsed: await parse(name, text),
    })),
  );

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
    const mutated = await readCatalog(session);
    const changed = objects(differingKeys(catalog, mutated));
    const decided = await planAdoption({
      session,
      shadow,
      past: [],
      files: parsed,
      choices: { files: new Map() },
      allowDataLoss: false,
      strict: false,
      showPath: (path) => path,
    });
    const run = decided.files.flatMap((file) => [...file.run.map(({ text }) => text), ...file.mends]);
    const judged = { changed, findings: decided.findings, run, left: undefined };
    if (decided.findings.some(({ severity }) => severity === 'blocker')) return judged;
    try {
      await executeAdoption(decided, {
        session,
        marker: createMarker(),
        batch: 1,
        limits: { lockTimeout: 5_000, statementTimeout: 0 },
        historyText: upgradeHistoryStatements(0),
        showPath: (path) => path,
      });
    } catch (error) {
      if (!(error instanceof MigratorError)) throw error;
      const { code, message, details } = error;
      const told = details.findings ?? [
        { code: 'not_proven', severity: 'blocker', message: `${code}: ${message}` },
      ];
      return { ...judged, findings: [...decided.findings, ...told] };
    }
    return { ...judged, left: objects(differingKeys(catalog, await readCatalog(session))) };
  }
}

/** Roles belong to the server, and other tests make some meanwhile. */
function objects(keys: Iterable<FactKey>): string[] {
  return [...keys].filter((key) => !/^(role|membership):/.test(key)).map(describeKey);
}

async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openUrl(url);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

type Base = Awaited<ReturnType<typeof openTestDatabase>>;

async function copyDatabase({ name, server }: Base) {
  // The last part of a test database's name is any number; the others say whose it is.
  const database = `${name.slice(0, -12)}${randomBytes(6).toString('hex')}`;
  const maintenance = server.url({ role: 'supabase_admin' });
  await withSession(maintenance, (admin) =>
    admin.run(`CREATE DATABASE ${database} TEMPLATE ${name} STRATEGY FILE_COPY OWNER postgres`),
  );
  return {
    url: server.url({ database }),
    adminUrl: server.url({ database, role: 'supabase_admin' }),
    drop: () => server.dropDatabase(database),
  };
}
