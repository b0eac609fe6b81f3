import { describe, expect, it } from 'vitest';
import { readConnectionUrl } from './read-connection-url.ts';

const base = 'postgres://postgres.ref:p%3Fss@db.example.test:6543/postgres';

describe('readConnectionUrl', () => {
  it.each([
    ['', ''],
    ['?', ''],
    ['?pgbouncer=true', ''],
    ['?pgbouncer=true&connection_limit=1&supa=base-pooler.x', ''],
    ['?sslmode=require&pgbouncer=true', '?sslmode=require'],
    ['?schema=public&application_name=web', '?application_name=web'],
    ['?options=-c%20search_path%3Dx', '?options=-c+search_path%3Dx'],
    ['?sslrootcert=system', '?sslmode=verify-full'],
    ['?sslmode=require&sslrootcert=system', '?sslmode=verify-full'],
  ])('%s → %s', (given, expected) => {
    expect(readConnectionUrl(base + given)).toBe(base + expected);
  });

  it.each(['mysql://u:secret@h/d', 'secret', '', 'postgres:secret'])(
    'refuses what is no postgres URL: %j',
    (url) => {
      expect(() => readConnectionUrl(url)).toThrow(/must start with postgres:\/\//);
      expect(() => readConnectionUrl(url)).not.toThrow(/secret/);
    },
  );

  it.each(['sslrootcert', 'sslcert', 'sslkey'])('refuses a file in %s rather than drop it', (name) => {
    expect(() => readConnectionUrl(`${base}?sslmode=verify-full&${name}=/ca.crt`)).toThrow(`"${name}"`);
  });
});
