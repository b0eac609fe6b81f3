import { describe, expect, it } from 'vitest';
import { findRefusal } from './find-refusal.ts';
import { parseText } from './parser.ts';

const REFUSED: readonly [code: string, sql: string][] = [
  ['sql_copy_stdin', 'copy t from stdin'],
  ['sql_copy_stdin', 'copy (select 1) to stdout'],
  ['sql_transaction_control', 'rollback'],
  ['sql_transaction_control', 'abort and chain'],
  ['sql_transaction_control', "prepare transaction 'x'"],
  ['sql_session_setting', 'discard all'],
  ['sql_session_setting', 'set standard_conforming_strings = off'],
  ['sql_session_setting', 'set local standard_conforming_strings to false'],
  ['sql_session_setting', 'set standard_conforming_strings = 0'],
  ['sql_session_setting', 'set standard_conforming_strings to default'],
  ['sql_session_setting', 'reset standard_conforming_strings'],
  ['sql_session_setting', "set client_encoding = 'latin1'"],
  ['sql_session_setting', 'set "Client_Encoding" to sql_ascii'],
  ['sql_session_setting', "set names 'latin1'"],
  ['sql_session_setting', 'set names default'],
  ['sql_session_setting', 'reset client_encoding'],
  ['sql_session_setting', "select set_config('client_encoding', 'latin1', false)"],
  [
    'sql_session_setting',
    "select 1 from (select pg_catalog.set_config('Standard_Conforming_Strings', 'off', true)) x",
  ],
  ['sql_session_setting', "select set_config('client_encoding'::text, 'latin1'::text, false)"],
  ['sql_session_setting', "select set_config('client_encoding', current_user, false)"],
  ['sql_session_setting', 'select pg_advisory_unlock_all()'],
];

const SENT = [
  "copy t from '/tmp/x'",
  "copy t from program 'cat'",
  "copy t to '/tmp/x'",
  'commit',
  'rollback to a',
  'discard temp',
  'set standard_conforming_strings = on',
  'set standard_conforming_strings to true',
  'set standard_conforming_strings = 1',
  "set client_encoding = 'UTF8'",
  "set names 'utf-8'",
  "select pg_catalog.set_config('search_path', '', false)",
  "select set_config('client_encoding', 'UTF8', false)",
  'reset all',
  'set role x',
  'alter role x set client_encoding = latin1',
  "create function f() returns text language sql as $$ select set_config('client_encoding', 'latin1', false) $$",
  'select pg_advisory_unlock(1)',
];

describe('findRefusal', () => {
  it.each(REFUSED)('%s: %s', async (code, sql) => {
    const [raw] = await parseText(sql);
    expect(findRefusal(raw?.kind ?? '', raw?.tree)).toMatchObject({ code });
  });

  it.each(SENT)('nothing against: %s', async (sql) => {
    const [raw] = await parseText(sql);
    expect(raw).toBeDefined();
    expect(findRefusal(raw?.kind ?? '', raw?.tree)).toBeUndefined();
  });
});
