import { describe, expect, it } from 'vitest';
import { classifyStatement } from './classify-statement.ts';
import { parseText } from './parser.ts';

const OUTSIDE = [
  'create index concurrently i on t (a)',
  'create unique index concurrently if not exists i on only t (a)',
  'drop index concurrently i',
  'reindex index concurrently i',
  'reindex (concurrently) table t',
  'reindex (concurrently on, verbose) table t',
  'reindex schema s',
  'reindex database',
  'reindex system',
  'vacuum',
  'vacuum (full false) t',
  'vacuum analyze t',
  'cluster',
  'cluster (verbose)',
  'create database d',
  'drop database d',
  'alter database d set tablespace x',
  "create tablespace x location '/x'",
  'drop tablespace x',
  'alter system set work_mem = 1',
  'alter system reset all',
  "create subscription s connection '' publication p",
  "create subscription s connection '' publication p with (create_slot = true)",
  'alter subscription s refresh publication',
  'alter subscription s set publication p',
  'alter subscription s add publication p with (refresh)',
  'alter subscription s drop publication p with (refresh = on)',
  'alter subscription s set (failover = true)',
  'drop subscription s',
  'alter table p detach partition q concurrently',
  'discard all',
  "commit prepared 'x'",
  "rollback prepared 'x'",
];

const BORDER = [
  'begin',
  'start transaction read only',
  'commit',
  'end',
  'commit and chain',
  'rollback',
  'abort',
  'rollback and chain',
  "prepare transaction 'x'",
];

const INSIDE = [
  'savepoint a',
  'release a',
  'rollback to a',
  'create index i on t (a)',
  'drop index i',
  'drop table t',
  'reindex table t',
  'reindex (concurrently off) table t',
  'analyze',
  'cluster t using i',
  'alter database d set work_mem = 1',
  'alter database d connection limit 3',
  'alter database d refresh collation version',
  "create subscription s connection '' publication p with (connect = false)",
  "create subscription s connection '' publication p with (create_slot = off)",
  'alter subscription s set publication p with (refresh = false)',
  'alter subscription s enable',
  'alter subscription s skip (lsn = none)',
  'alter table p detach partition q',
  'alter table p detach partition q finalize',
  "alter type e add value 'x'",
  'refresh materialized view concurrently v',
  'discard temp',
  'set role x',
  'do $$ begin commit; end $$',
  'call p()',
];

describe('classifyStatement', () => {
  it.each([
    ...OUTSIDE.map((sql) => ['outside', sql] as const),
    ...BORDER.map((sql) => ['border', sql] as const),
    ...INSIDE.map((sql) => ['inside', sql] as const),
  ])('%s: %s', async (transaction, sql) => {
    const [raw] = await parseText(sql);
    const found = classifyStatement(raw?.kind ?? '', raw?.tree);
    expect(found.transaction).toBe(transaction);
    expect(typeof found.reason).toBe(transaction === 'inside' ? 'undefined' : 'string');
  });
});
