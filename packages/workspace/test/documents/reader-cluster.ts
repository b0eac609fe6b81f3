import { join } from 'node:path';
import { ensureServer } from '@groundwork/local-postgres';
import { REPOSITORY } from './list-documents.ts';

/** What every workspace of a reader gets a copy of: an embedded Postgres on which nothing has run. */
export const READER_CLUSTER = join(REPOSITORY, '.local/reader-postgres');

/** globalSetup of vitest: made, and its server stopped, before any test copies it. A running one can not be copied. */
export default async function makeReaderCluster(): Promise<void> {
  const server = await ensureServer({ directory: READER_CLUSTER });
  await server.release();
}
