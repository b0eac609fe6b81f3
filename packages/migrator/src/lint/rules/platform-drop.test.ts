import { describeRule } from '../../../test/describe-rule.ts';
import { platformDrop } from './platform-drop.ts';

describeRule(platformDrop, {
  ok: [
    'DROP TRIGGER IF EXISTS x ON public.t;',
    'DROP TRIGGER x ON t;',
    'DROP POLICY IF EXISTS p ON t;',
    'CREATE OR REPLACE TRIGGER x AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();',
    'DROP FUNCTION IF EXISTS public.handle_new_user() CASCADE;',
    'DROP TABLE auth.t;',
    'ALTER POLICY p ON storage.objects TO authenticated;',
  ],
  bad: [
    ['DROP TRIGGER x ON auth.users;', ['1:1']],
    ['SELECT 1;\n  DROP TRIGGER IF EXISTS x ON auth.users;', ['2:3']],
    ['DROP POLICY IF EXISTS p ON storage.objects;', ['1:1']],
    ['DROP POLICY p ON realtime.messages;', ['1:1']],
    // A later file does not put it right.
    [
      ['DROP POLICY p ON storage.objects;', 'CREATE POLICY p ON storage.objects TO anon USING (true);'],
      ['1.sql 1:1'],
    ],
  ],
});
