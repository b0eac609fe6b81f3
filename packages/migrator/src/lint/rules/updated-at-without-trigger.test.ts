import { describeRule } from '../../../test/describe-rule.ts';
import { updatedAtWithoutTrigger } from './updated-at-without-trigger.ts';

const KEPT = `CREATE TABLE a (updated_at timestamptz);
CREATE TRIGGER set_updated_at BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION set_updated_at();`;
const TABLE = 'CREATE TABLE b (updated_at timestamptz);';

describeRule(updatedAtWithoutTrigger, {
  ok: [
    // No table has it: perhaps the program writes the column.
    TABLE,
    [KEPT, 'CREATE TABLE b (created_at timestamptz);'],
    [KEPT, TABLE, 'CREATE TRIGGER x BEFORE INSERT OR UPDATE ON b FOR EACH ROW EXECUTE FUNCTION f();'],
    [KEPT, TABLE, 'DROP TABLE b;'],
    [KEPT, TABLE, 'ALTER TABLE b RENAME COLUMN updated_at TO at;'],
    [KEPT, 'DROP TRIGGER set_updated_at ON a;', TABLE],
    // A trigger for something else is no custom.
    [KEPT.replaceAll('set_updated_at', 'check_it'), TABLE],
    [KEPT.replace('BEFORE', 'AFTER'), TABLE],
  ],
  bad: [
    [[KEPT, TABLE], ['2.sql 1:1']],
    [[TABLE, KEPT], ['1.sql 1:1']],
    [[KEPT, `${TABLE} CREATE TRIGGER x AFTER UPDATE ON b FOR EACH ROW EXECUTE FUNCTION f();`], ['2.sql 1:1']],
    [
      [KEPT, `${TABLE} CREATE TRIGGER x BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION f();`],
      ['2.sql 1:1'],
    ],
    [
      [KEPT.replace('ON a FOR', 'ON public.a FOR'), 'CREATE TABLE private.b (updated_at timestamptz);'],
      ['2.sql 1:1'],
    ],
  ],
});
