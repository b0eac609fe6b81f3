import { describeRule } from '../../../test/describe-rule.ts';
import { policyWithoutTo } from './policy-without-to.ts';

describeRule(policyWithoutTo, {
  ok: [
    'CREATE POLICY p ON t TO authenticated USING (true);',
    'CREATE POLICY p ON t TO public USING (true);',
    'CREATE POLICY p ON storage.objects FOR SELECT TO anon USING (true);',
    ['CREATE POLICY p ON t USING (true);', 'ALTER POLICY p ON t TO authenticated;'],
    ['CREATE POLICY p ON t USING (true);', 'DROP POLICY p ON t;'],
    ['CREATE POLICY p ON t USING (true);', 'DROP TABLE t;'],
    // Whom it is for stands in no file.
    'ALTER POLICY made_elsewhere ON t USING (true);',
  ],
  bad: [
    ['CREATE POLICY p ON t USING (true);', ['1:1']],
    ['SELECT 1; CREATE POLICY p ON storage.objects FOR INSERT WITH CHECK (true);', ['1:11']],
    // It is named where it was said last.
    [['CREATE POLICY p ON t USING (true);', 'ALTER POLICY p ON t USING (false);'], ['2.sql 1:1']],
    [['CREATE POLICY p ON t USING (true);', 'ALTER POLICY p ON t RENAME TO q;'], ['1.sql 1:1']],
    [
      [
        'CREATE POLICY p ON t TO anon USING (true);',
        'DROP POLICY p ON t; CREATE POLICY p ON t USING (true);',
      ],
      ['2.sql 1:21'],
    ],
  ],
});
