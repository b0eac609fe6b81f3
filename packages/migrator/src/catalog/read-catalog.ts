import type { Catalog, CatalogOutline, FactKey } from '../model/fact.ts';
import type { Session } from '../model/ports.ts';
import { buildCatalog } from './build-catalog.ts';
import { extractionPool } from './extraction-pool.ts';
import { PRESENT_KINDS } from './needless-questions.ts';
import { loadCore, loadExtract } from './pg-delta.ts';
import { readSupplement } from './supplement.ts';

/** How a catalog is read. */
export interface ReadOptions {
  /** The session is in a transaction already, whose own changes are to be seen. Default: a transaction is opened. */
  readonly insideTransaction?: boolean;
  /** Whether SQL that mends is to be planned from or to it: needs to know which object needs which. Default: true. */
  readonly forMending?: boolean;
}

/**
 * Reads the hashes of a database alone, in two thirds of the time and a quarter of the memory: for a state between two
 * others, or one that is only held against another.
 * @throws as `Session.run`.
 */
export async function readOutline(session: Session): Promise<CatalogOutline> {
  return forgetValues(await read(session, {}, false));
}

/**
 * Reads a whole database as facts: five messages, whatever its size; some forty the first time that a process reads a
 * server of its version. Changes nothing, and leaves settings and transaction of the session as they were. Keeps some
 * 30 kB a table.
 * @throws as `Session.run`.
 */
export async function readCatalog(session: Session, options: ReadOptions = {}): Promise<Catalog> {
  return read(session, options, options.forMending !== false);
}

async function read(session: Session, options: ReadOptions, dependencies: boolean): Promise<Catalog> {
  const [core, { extract }] = await Promise.all([loadCore(), loadExtract()]);
  const begin = options.insideTransaction === true ? '' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;';
  const contact = await session.run(
    `${begin} SELECT pg_catalog.current_setting('server_version_num') AS num, ${PRESENT_KINDS} AS present`,
  );
  try {
    const [row] = contact.at(-1) ?? [];
    const serverMajor = Math.floor(Number(row?.num) / 10_000);
    const pool = extractionPool(session, { dependencies, serverMajor, present: row?.present });
    const { factBase, diagnostics } = await extract(pool);
    const supplement = await readSupplement(session);
    return buildCatalog(core, factBase, {
      supplement,
      serverMajor,
      unmodelled: diagnostics.flatMap(({ code, context }) => {
        if (code === 'unmodeled_kind') return [String(context?.kind)];
        return code === 'unresolved_security_label' ? ['security label'] : [];
      }),
    });
  } finally {
    if (options.insideTransaction !== true) await session.run('ROLLBACK');
  }
}

/** The same catalog without what its facts say. */
export function forgetValues(catalog: Catalog): CatalogOutline {
  const { hashes, serverMajor, unmodelled } = catalog;
  return { hashes, serverMajor, unmodelled, parentOf: parentsOf(catalog) };
}

/** On its own, because a function keeps alive what its neighbours in the same scope use: here the whole catalog. */
function parentsOf({ hashes, parentOf }: CatalogOutline): CatalogOutline['parentOf'] {
  const parents = new Map<FactKey, FactKey>();
  for (const key of hashes.keys()) {
    const parent = parentOf(key);
    if (parent !== undefined) parents.set(key, parent);
  }
  return (key) => parents.get(key);
}
