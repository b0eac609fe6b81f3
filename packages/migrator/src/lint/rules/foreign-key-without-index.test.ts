import { describeRule } from '../../../test/describe-rule.ts';
import { foreignKeyWithoutIndex } from './foreign-key-without-index.ts';

const TABLE = 'CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES u, b int);';
const PAIR = 'CREATE TABLE t (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES u);';

describeRule(foreignKeyWithoutIndex, {
  ok: [
    'CREATE TABLE t (id int PRIMARY KEY REFERENCES u);',
    'CREATE TABLE t (a int UNIQUE REFERENCES u);',
    'CREATE TABLE t (a int REFERENCES u, b int, PRIMARY KEY (a, b));',
    `${TABLE} CREATE INDEX ON t (a);`,
    `${TABLE} CREATE INDEX CONCURRENTLY i ON public.t USING btree (a DESC, b);`,
    `${TABLE} CREATE INDEX i ON t USING hash (a);`,
    `${TABLE} CREATE INDEX i ON t (a) WHERE a IS NOT NULL;`,
    `${PAIR} CREATE INDEX i ON t (b, a);`,
    [TABLE, 'CREATE INDEX i ON t (a);'],
    [TABLE, 'ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t RENAME TO v; CREATE INDEX i ON v (c);'],
    [TABLE, 'ALTER TABLE t DROP COLUMN a;'],
    [TABLE, 'ALTER TABLE t DROP CONSTRAINT t_a_fkey;'],
    [PAIR, 'ALTER TABLE t DROP CONSTRAINT IF EXISTS f;'],
    [TABLE, 'DROP TABLE t;'],
    // Which indexes it has no file tells.
    'ALTER TABLE elsewhere ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u;',
    ['CREATE TABLE t (a int); CREATE INDEX i ON t (a);', 'ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u;'],
  ],
  bad: [
    [TABLE, ['1:43']],
    ['CREATE TABLE t (\n  a int,\n  FOREIGN KEY (a) REFERENCES u\n);', ['3:3']],
    ['CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u;', ['1:43']],
    // A column that is new has no index that no file tells of.
    ['ALTER TABLE elsewhere ADD COLUMN a int REFERENCES u;', ['1:40']],
    [`${TABLE} CREATE INDEX i ON t (b, a);`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON t ((a + 1));`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON t ((b + 1), a);`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON t USING gin (a);`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON t (a) WHERE b > 0;`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON t (a) WHERE b IS NOT NULL;`, ['1:43']],
    [`${TABLE} CREATE INDEX i ON private.t (a);`, ['1:43']],
    [`${PAIR} CREATE INDEX i ON t (a);`, ['1:31']],
    [[`${TABLE} CREATE INDEX i ON t (a);`, 'DROP INDEX IF EXISTS public.i;'], ['1.sql 1:43']],
    [[`${TABLE} CREATE INDEX i ON t (a);`, 'ALTER INDEX i RENAME TO j; DROP INDEX j;'], ['1.sql 1:43']],
    [
      ['CREATE TABLE t (a int UNIQUE REFERENCES u);', 'ALTER TABLE t DROP CONSTRAINT t_a_key;'],
      ['1.sql 1:30'],
    ],
    // Two foreign keys, each for itself.
    ['CREATE TABLE t (a int REFERENCES u, b int REFERENCES u); CREATE INDEX i ON t (b);', ['1:23']],
  ],
});
