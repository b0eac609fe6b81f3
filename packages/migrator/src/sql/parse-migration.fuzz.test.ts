import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.ts';
import { parseMigration } from './parse-migration.ts';
import { skipBlank } from './skip-blank.ts';

/** Any text Postgres can hold, with the characters that splitters trip over much more often than chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ';',
        "'",
        '"',
        '$',
        '$$',
        '$a$',
        '--',
        '/*',
        '*/',
        '\\',
        '\n',
        '\r\n',
        'é',
        '😀',
        'end',
        '\ufeff',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }).map((text) => text.replaceAll('\0', '')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const balanced = (text: string) => text.replace(/\/\*|\*\//g, '').replace(/[/*]/g, '');
const lineComment = anyText.map((text) => `--${text.replace(/[\r\n]/g, '')}\n`);
const blockComment = fc.tuple(anyText, anyText).map(([a, b]) => `/*${balanced(a)}/*${balanced(b)}*/*/`);
const blank = fc
  .array(fc.oneof(fc.constantFrom(' ', '\n', '\r\n', '\t', ';'), lineComment, blockComment), { maxLength: 4 })
  .map((parts) => parts.join(''));

const literal = fc.oneof(
  anyText.map((text) => `'${text.replaceAll("'", "''")}'`),
  anyText.map((text) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`),
  anyText.map((text) => `$t$${text.replaceAll('$t$', '')}$t$`),
  anyText.map((text) => `a$b$ as "${text.replaceAll('"', '""')}x"`),
);

const statement = fc.oneof(
  literal.map((value) => `select ${value}`),
  fc
    .tuple(literal, blockComment)
    .map(([value, comment]) => `insert into é${comment} values ((${value.split(' as ')[0]}))`),
  literal.map((value) => `create rule r as on insert to t do also (select ${value}; select ((2));)`),
  literal.map(
    (value) =>
      `create function f() returns int begin atomic select case when true then ${value.split(' as ')[0]} end; end`,
  ),
);

describe('parseMigration, for any text', () => {
  it('gives back the statements that were put together, each at its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(blank, statement)), blank, async (pieces, tail) => {
        const text =
          pieces.map(([before, body]) => `${before}${body}`).join(';') +
          (pieces.length > 0 ? ';' : '') +
          tail;
        const parsed = await parseMigration('x', 'x', text);

        expect(parsed.text).toBe(normaliseText(text));
        expect(parsed.statements.map((one) => one.text.trimEnd())).toEqual(
          pieces.map(([, body]) => normaliseText(body).trimEnd()),
        );
        // Nothing but blanks lies before, between and behind the statements.
        let end = 0;
        for (const one of parsed.statements) {
          expect(skipBlank(parsed.text, end)).toBe(one.start);
          end = one.start + one.text.trimEnd().length;
          expect(parsed.text.slice(one.start, end)).toBe(one.text.trimEnd());
          expect(one.line).toBe(parsed.text.slice(0, one.start).split('\n').length);
        }
        expect(skipBlank(parsed.text, end)).toBe(parsed.text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('gives statements that parse to the same trees on their own, put together with semicolons', async () => {
    const shape = (text: string) =>
      parseMigration('x', 'x', text).then(({ statements }) => statements.map(({ kind }) => kind));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(statement, blank)), async (pieces) => {
        const { statements } = await parseMigration(
          'x',
          'x',
          pieces.map((piece) => piece.join('')).join('\n;'),
        );
        expect(await shape(statements.map((one) => `${one.text};`).join(''))).toEqual(
          statements.map(({ kind }) => kind),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('answers any text with statements or a MigratorError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyText, statement, blank)), async (parts) => {
        await parseMigration('x', 'x', parts.join('')).catch((error) =>
          expect(error.name).toBe('MigratorError'),
        );
      }),
      { numRuns: 500 },
    );
  });
});
