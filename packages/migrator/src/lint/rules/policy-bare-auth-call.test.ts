import { describeRule } from '../../../test/describe-rule.ts';
import { policyBareAuthCall } from './policy-bare-auth-call.ts';

const policy = (using: string) => `CREATE POLICY p ON t TO authenticated USING (${using});`;

describeRule(policyBareAuthCall, {
  ok: [
    policy('owner = (select auth.uid())'),
    policy('owner = (SELECT auth.uid() AS uid)'),
    policy("((select auth.jwt()) ->> 'aal') = 'aal2'"),
    policy("(select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin'"),
    policy('team IN (SELECT team FROM members WHERE member = (select auth.uid()))'),
    policy('other.uid() = owner'),
    policy('is_mine(owner)'),
    "CREATE FUNCTION f() RETURNS uuid LANGUAGE sql SET search_path = '' RETURN auth.uid();",
    [policy('owner = auth.uid()'), 'ALTER POLICY p ON t USING (owner = (select auth.uid()));'],
    [policy('owner = auth.uid()'), 'DROP POLICY p ON t;'],
  ],
  bad: [
    [policy('owner = auth.uid()'), ['1:54']],
    ['CREATE POLICY p ON t FOR INSERT TO authenticated WITH CHECK (\n  owner = auth.uid()\n);', ['2:11']],
    [policy("(auth.jwt() ->> 'aal') = 'aal2'"), ['1:47']],
    [policy("auth.role() = 'x' OR auth.email() = 'y'"), ['1:46', '1:67']],
    [policy("current_setting('app.user') = owner::text"), ['1:46']],
    // A sub-select with FROM, or one that reads the row, runs for each row.
    [policy('EXISTS (SELECT 1 FROM members WHERE member = auth.uid())'), ['1:91']],
    [policy('(SELECT auth.uid() = owner)'), ['1:54']],
    // Bytes are not characters.
    [policy("title <> 'ä😀' AND owner = auth.uid()"), ['1:73']],
    [[policy('true'), 'ALTER POLICY p ON t USING (owner = auth.uid());'], ['2.sql 1:36']],
    // What a later file leaves as it is stays where it was said.
    [[policy('owner = auth.uid()'), 'ALTER POLICY p ON t TO anon;'], ['1.sql 1:54']],
  ],
});
