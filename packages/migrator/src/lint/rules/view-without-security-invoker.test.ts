import { describeRule } from '../../../test/describe-rule.ts';
import { viewWithoutSecurityInvoker } from './view-without-security-invoker.ts';

const view = 'CREATE OR REPLACE VIEW v AS SELECT 1;';
const invoker = 'CREATE VIEW v WITH (security_invoker = true) AS SELECT 1;';

describeRule(viewWithoutSecurityInvoker, {
  ok: [
    invoker,
    'CREATE VIEW v WITH (security_invoker) AS SELECT 1;',
    'CREATE VIEW v WITH (security_invoker = on, security_barrier) AS SELECT 1;',
    [view, 'ALTER VIEW v SET (security_invoker = on);'],
    [view, 'ALTER TABLE public.v SET (security_invoker = on);'],
    [view, 'DROP VIEW v;'],
    [view, 'ALTER VIEW v RENAME TO w; ALTER VIEW w SET (security_invoker = on);'],
    'CREATE VIEW private.v AS SELECT 1;',
    'CREATE TEMP VIEW v AS SELECT 1;',
  ],
  bad: [
    [view, ['1:1']],
    ['CREATE VIEW v WITH (security_invoker = false) AS SELECT 1;', ['1:1']],
    ['CREATE VIEW v WITH (security_barrier) AS SELECT 1;', ['1:1']],
    // Replacing it forgets the option.
    [[invoker, view], ['2.sql 1:1']],
    [[invoker, 'ALTER VIEW v RESET (security_invoker);'], ['2.sql 1:1']],
    [[view, 'ALTER VIEW v SET (security_barrier = on);'], ['1.sql 1:1']],
  ],
});
