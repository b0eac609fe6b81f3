import { expect, test } from 'vitest';
import { splitBlock } from './split-block.ts';

/** The statements that begin with `work`, each with the first letters of the events it is sure to run on. */
function sure(body: string): Record<string, string> {
  return Object.fromEntries(
    splitBlock(body)
      .filter(({ text }) => text.startsWith('work'))
      .map(({ text, runsOn }) => [text, [...runsOn].map((event) => event.charAt(0)).join('')]),
  );
}

test.each<[title: string, body: string, expected: Record<string, string>]>([
  ['a plain body', 'BEGIN work 1; work 2; RETURN new; END', { 'work 1': 'IUD', 'work 2': 'IUD' }],
  ['declarations', "DECLARE work text := ';'; n int; BEGIN work 1; END;", { 'work 1': 'IUD' }],
  [
    'a label and a nested block',
    '<<here>> BEGIN BEGIN work 1; END; work 2; END here;',
    { 'work 1': 'IUD', 'work 2': 'IUD' },
  ],
  [
    'a branch',
    'BEGIN IF new.a THEN work 1; ELSIF b THEN work 2; ELSE work 3; END IF; work 4; END',
    { 'work 1': '', 'work 2': '', 'work 3': '', 'work 4': 'IUD' },
  ],
  [
    'a condition with CASE',
    'BEGIN IF CASE WHEN a THEN b ELSE c END THEN work 1; END IF; work 2; END',
    { 'work 1': '', 'work 2': 'IUD' },
  ],
  [
    'TG_OP',
    "BEGIN IF TG_OP = 'INSERT' THEN work 1; ELSIF (TG_OP = 'UPDATE') THEN work 2; ELSE work 3; END IF; work 4; END",
    { 'work 1': 'I', 'work 2': 'U', 'work 3': 'D', 'work 4': 'IUD' },
  ],
  ['TG_OP IN', "BEGIN IF tg_op IN ('INSERT', 'UPDATE') THEN work 1; END IF; END", { 'work 1': 'IU' }],
  [
    'TG_OP and more',
    "BEGIN IF TG_OP = 'INSERT' AND new.a THEN work 1; ELSE work 2; END IF; END",
    { 'work 1': '', 'work 2': '' },
  ],
  [
    'TG_OP within a branch',
    "BEGIN IF a THEN IF TG_OP = 'INSERT' THEN work 1; END IF; END IF; END",
    { 'work 1': '' },
  ],
  [
    'a RETURN on the way',
    'BEGIN IF new.email IS NULL THEN RETURN new; END IF; work 1; END',
    { 'work 1': '' },
  ],
  [
    'a RETURN for one event',
    "BEGIN IF TG_OP = 'DELETE' THEN work 1; RETURN old; END IF; work 2; END",
    { 'work 1': 'D', 'work 2': 'IU' },
  ],
  [
    'loops',
    'BEGIN FOR r IN SELECT 1 LOOP work 1; END LOOP; WHILE a LOOP work 2; END LOOP; LOOP work 3; EXIT; END LOOP; END',
    { 'work 1': '', 'work 2': '', 'work 3': '' },
  ],
  [
    'a CASE statement',
    'BEGIN CASE new.a WHEN 1 THEN work 1; ELSE work 2; END CASE; work 3; END',
    { 'work 1': '', 'work 2': '', 'work 3': 'IUD' },
  ],
  [
    'handlers',
    'BEGIN work 1; RETURN new; EXCEPTION WHEN others THEN work 2; RETURN new; END',
    { 'work 1': 'IUD', 'work 2': '' },
  ],
  [
    'a block that handles',
    'BEGIN BEGIN work 1; EXCEPTION WHEN others THEN work 2; END; work 3; END',
    { 'work 1': 'IUD', 'work 2': '', 'work 3': 'IUD' },
  ],
  ['no PL/pgSQL at all', 'function (a) { work 1; }', {}],
  ['nothing closed', "BEGIN IF a THEN work 1; SELECT 'x", { 'work 1': '' }],
])('%s', (_title, body, expected) => {
  expect(sure(body)).toEqual(expected);
});

test('a statement is whole, and knows its place', () => {
  const body = "BEGIN\n  work (SELECT CASE WHEN ';' = ';' THEN 1 END); -- ;\nEND";
  const [statement] = splitBlock(body);
  expect(statement?.text).toBe("work (SELECT CASE WHEN ';' = ';' THEN 1 END)");
  expect(body.slice(statement?.start).startsWith('work')).toBe(true);
});
