import { expect, test } from 'vitest';
import { ServerError } from '../model/ports.ts';
import type { Target } from '../model/target.ts';
import { connectionError } from './connection-error.ts';

const TARGET: Target = {
  kind: 'remote',
  host: 'db.abc.supabase.co',
  port: 5432,
  database: 'postgres',
  user: 'postgres',
  password: 'hunter2',
  tls: { mode: 'require' },
  label: 'db.abc.supabase.co:5432/postgres',
  origin: 'DATABASE_URL in .env.local',
};

const system = (code: string, message = `connect ${code}`) => Object.assign(new Error(message), { code });
const server = (sqlstate: string, message: string) => new ServerError({ sqlstate, message });

// What a server or a network says that no test can bring about here; the rest is in test/bad-input.test.ts.
test.each([
  [system('ENETUNREACH'), 'connection_no_route', /IPv6 only: use the session pooler/],
  [system('EHOSTUNREACH'), 'connection_no_route', /session pooler/],
  [system('EADDRNOTAVAIL'), 'connection_no_route', /session pooler/],
  [system('EAI_AGAIN'), 'connection_host_unknown', /session pooler/],
  [system('ENOTFOUND'), 'connection_host_unknown', /DATABASE_URL in \.env\.local/],
  [system('ETIMEDOUT'), 'connection_timeout', /firewall/],
  [system('ECONNREFUSED'), 'connection_refused', /paused project/],
  [system('SELF_SIGNED_CERT_IN_CHAIN'), 'connection_tls', /certificate is in its database settings/],
  [system('CERT_HAS_EXPIRED'), 'connection_tls', /sslrootcert/],
  [system('ECONNRESET', 'read ECONNRESET'), 'connection_failed', /DATABASE_URL/],
  [
    server(
      '28000',
      'no pg_hba.conf entry for host "1.2.3.4", user "postgres", database "postgres", no encryption',
    ),
    'connection_tls',
    /sslmode=require/,
  ],
  [server('28000', 'no pg_hba.conf entry for host "1.2.3.4"'), 'connection_failed', /network restrictions/],
  [server('XX000', 'Tenant or user not found'), 'connection_password', /postgres\.PROJECT/],
  [
    server('XX000', 'MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited'),
    'connection_too_many',
    /direct connection/,
  ],
  [server('53300', 'remaining connection slots are reserved'), 'connection_too_many', /Wait/],
  [server('57P03', 'the database system is starting up'), 'connection_failed', /Wait until it is up/],
  [server('0A000', 'something new'), 'connection_failed', /server's log/],
])('%s', (cause, code, hint) => {
  const error = connectionError(cause, TARGET);
  expect(error.code).toBe(code);
  expect(error.details.hint).toMatch(hint);
  expect(error.message).toMatch(/\.$/);
  expect(`${error.message} ${error.details.hint}`).not.toContain(TARGET.password);
});
