import { describe, expect, test } from 'vitest';
import { MigratorError } from '../model/errors.ts';
import { parseUrl } from './parse-url.ts';

const SECRET = 'hunter2';

describe('parseUrl', () => {
  test.each([
    [
      'postgresql://u:p%40ss@localhost/db',
      {
        host: 'localhost',
        port: 5432,
        user: 'u',
        password: 'p@ss',
        database: 'db',
        kind: 'local',
        tls: { mode: 'off' },
      },
    ],
    ['postgres://u:p@db.example.com:6000/x', { kind: 'remote', port: 6000, tls: { mode: 'require' } }],
    ['postgres://u:p@db.example.com/x?sslmode=disable', { tls: { mode: 'off' } }],
    ['postgres://u:p@db.example.com/x?sslmode=prefer', { tls: { mode: 'require' } }],
    [
      'postgres://u:p@db.example.com/x?sslmode=verify-full',
      { tls: { mode: 'verify', ca: undefined, name: true } },
    ],
    ['postgres://u:p@[::1]:5433/x', { host: '::1', kind: 'local' }],
    ['postgres://u:p@127.0.0.1/x?connection_limit=1&supa=base-pooler.x', { kind: 'local' }],
    ['postgres://localhost/db?connect_timeout=3', { connectTimeout: 3000 }],
    ['postgres://u@localhost', { database: 'u', password: '' }],
  ])('%s', (url, expected) => {
    expect(parseUrl(url, 'DATABASE_URL')).toMatchObject(expected);
  });

  test.each([
    ['nonsense', 'config_url_invalid'],
    [`https://${SECRET}.supabase.co`, 'config_url_invalid'],
    [`postgres://u:${SECRET}#x@localhost/db`, 'config_url_invalid'],
    [`postgres://u:${SECRET}/x@localhost/db`, 'config_url_invalid'],
    [`postgres://u:${SECRET}%zz@localhost/db`, 'config_url_invalid'],
    [`postgres://u:${SECRET}@localhost/db?sslmode=maybe`, 'config_url_invalid'],
    [`postgres://u:${SECRET}@local%zzhost/db`, 'config_url_invalid'],
    [`postgres://u:${SECRET}@localhost:99999/db`, 'config_url_invalid'],
    [`postgres://u:${SECRET}@localhost/db?connect_timeout=soon`, 'config_url_invalid'],
    ['postgres://u:[YOUR-PASSWORD]@localhost/db', 'config_url_invalid'],
    [`postgres://u:${SECRET}@localhost/db?colour=red`, 'config_url_invalid'],
    [
      `postgres://u:${SECRET}@localhost/db?sslmode=verify-full&sslrootcert=/nowhere/ca.crt`,
      'config_url_invalid',
    ],
    [`postgres://u:${SECRET}@x.pooler.supabase.com:6543/postgres`, 'pooler_transaction_mode'],
    [`postgres://u:${SECRET}@localhost:6543/postgres?pgbouncer=true`, 'pooler_transaction_mode'],
  ])('refuses %s', (url, code) => {
    const error = caught(() => parseUrl(url, 'DATABASE_URL'));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.details.hint}`).not.toContain(SECRET);
    expect(error.details.hint).toBeTruthy();
  });
});

function caught(work: () => unknown): MigratorError {
  try {
    work();
  } catch (error) {
    if (error instanceof MigratorError) return error;
  }
  throw new Error('no MigratorError was thrown');
}
