import { expect, test } from 'vitest';
import { maskContext, maskDetail, maskMessage } from './mask-values.ts';

test.each([
  ['Key (email)=(bob@example.com) already exists.', 'Key (email)=(…) already exists.'],
  [
    'Key (a, b)=(1, x (y)) is not present in table "users".',
    'Key (a, b)=(…) is not present in table "users".',
    'users',
  ],
  ['Failing row contains (1, bob@example.com, null).', 'Failing row contains (…).'],
  ['Token "secret" is invalid.', 'Token "…" is invalid.'],
  ['Token "mine" is invalid.', 'Token "mine" is invalid.', "SELECT '{mine}'::json"],
])('detail %s', (detail, masked, ownText = '') => {
  expect(maskDetail(detail, ownText)).toBe(masked);
});

test.each([
  [
    '22P02',
    'invalid input syntax for type integer: "bob@example.com"',
    'invalid input syntax for type integer: "…"',
  ],
  [
    '22P02',
    'invalid input syntax for type integer: "x"',
    'invalid input syntax for type integer: "x"',
    "select 'x'::int",
  ],
  ['P0001', 'no plan for "bob"', 'no plan for "…"'],
  ['42P01', 'relation "c" does not exist', 'relation "c" does not exist'],
])('message %s %s', (sqlstate, message, masked, ownText = '') => {
  expect(maskMessage(message, sqlstate, ownText)).toBe(masked);
});

test.each([
  [
    'PL/pgSQL function public.f() line 3 at SQL statement',
    'PL/pgSQL function public.f() line 3 at SQL statement',
  ],
  [`SQL statement "insert into t values ('bob')"`, `SQL statement "insert into t values ('…')"`],
  ['COPY t, line 1, column a: "bob"', 'COPY t, line 1, column a: …'],
])('context %s', (context, masked) => {
  expect(maskContext(context, '')).toBe(masked);
});
