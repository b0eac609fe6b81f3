import { randomBytes } from 'node:crypto';
import { openTestDatabase } from '@groundwork/local-postgres/testing';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';

/** A database of its own, and a login role that is nobody there; both are gone after the test. */
export async function openRole(options = '') {
  const database = await openTestDatabase();
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  const role = `test_${randomBytes(6).toString('hex')}`;
  const password = `pw ${randomBytes(6).toString('hex')} %/@`;
  await admin.unsafe(`CREATE ROLE ${role} LOGIN PASSWORD '${password}' ${options}`);
  onTestFinished(async () => {
    await admin.unsafe(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    await admin.end();
    await database.drop();
  });
  const url = new URL(database.url);
  url.username = role;
  url.password = encodeURIComponent(password);
  return { url: url.href, admin, role, password, database };
}
