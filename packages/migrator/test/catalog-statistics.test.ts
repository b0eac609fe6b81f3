import { openTestDatabase } from '@groundwork/local-postgres/testing';
import { expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../src/catalog/read-catalog.ts';
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
  const sent: string[] = [];
  // The first reading of a process asks one question after the other, later ones ask all at once.
  const overheard: Session = {
    ...session,
    run(text) {
      sent.push(...text.split(';\n'));
      return session.run(text);
    },
    query(text) {
      sent.push(text);
      return session.query(text);
    },
  };
  await readCatalog(overheard);
  const question = sent.find((text) => /^\s*WITH dep AS/.test(text));
  if (question === undefined) throw new Error('It was not asked.');
  return question;
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
