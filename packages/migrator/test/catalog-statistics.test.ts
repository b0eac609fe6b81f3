import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { expect, onTestFinished, test } from 'vitest';
import { askForUsers } from '../src/catalog/extraction-pool.ts';
import { loadExtract } from '../src/catalog/pg-delta.ts';
import type { Session } from '../src/model/ports.ts';
import { openUrl } from './catalog-sessions.ts';

const TABLES = Array.from(
  { length: 150 },
  (
    _,
    n,
  ) => `CREATE TABLE public.t${n} (id int PRIMARY KEY, up int REFERENCES public.t${n}, name text DEFAULT '');
CREATE POLICY p ON public.t${n} USING (true);`,
).join('\n');

/** A database whose statistics are initdb's: they know of no object of a user. */
async function openBare(): Promise<Session> {
  const { name, adminUrl, server, drop } = await openTestDatabase();
  const admin = await openUrl(adminUrl);
  const bare = `${name}_bare`;
  await admin.run(`CREATE DATABASE "${bare}" TEMPLATE template0`);
  await admin.close();
  const session = await openUrl(server.url({ database: bare, role: 'supabase_admin' }));
  onTestFinished(async () => {
    await session.close();
    await server.dropDatabase(bare);
    await drop();
  });
  return session;
}

/** Which object needs which, as it is asked. */
async function askedForDependencies(session: Session): Promise<string> {
  const asked: string[] = [];
  const { extract } = await loadExtract();
  const query = async (text: string) => {
    asked.push(text);
    return { rows: await session.query(text) };
  };
  await extract({ connect: async () => ({ query, release() {} }) });
  const [question, ...more] = asked.filter((text) => askForUsers(text) !== text);
  if (question === undefined || more.length > 0) throw new Error('It is not one question.');
  return askForUsers(question);
}

async function blocksRead(session: Session, question: string): Promise<number> {
  const [row] = await session.query(`EXPLAIN (ANALYZE, BUFFERS, TIMING off, FORMAT json) ${question}`);
  const [explained] = (row?.['QUERY PLAN'] ?? []) as { Plan: Record<string, number> }[];
  return Number(explained?.Plan['Shared Hit Blocks']) + Number(explained?.Plan['Shared Read Blocks']);
}

test('statistics that are older than the tables do not mislead the reading', async () => {
  const session = await openBare();
  await session.run(TABLES);
  const question = await askedForDependencies(session);
  const old = await blocksRead(session, question);
  await session.run('ANALYZE');
  const current = await blocksRead(session, question);
  expect(current).toBeGreaterThan(100);
  expect(old).toBeLessThan(2 * current);
});
