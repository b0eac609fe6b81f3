import { describe, expect, it } from 'vitest';
import { MigratorError } from '../model/errors.ts';
import { readDirectives } from './read-directives.ts';

const read = (text: string) => readDirectives('x.sql', 'drizzle/x.sql', text);

const READ: readonly [text: string, lockTimeout: number | undefined][] = [
  ['', undefined],
  ['select 1;', undefined],
  ['-- migrate: lock-timeout 500ms\nselect 1;', 500],
  ['--migrate:lock-timeout 2s', 2_000],
  ['-- about\n\n/* more */ -- migrate:  lock-timeout\t5m  \nselect 1;', 300_000],
  ['-- migrate: lock-timeout 1h', 3_600_000],
  ['-- migrate: lock-timeout 0s', 0],
  ['-- migrate: lock-timeout 1.5s', 1_500],
  ['select 1;\n-- migrate: lock-timeout 2s', undefined],
  ['/*\n-- migrate: lock-timeout 2s\n*/ select 1;', undefined],
  ["select '\n-- migrate: lock-timeout 2s\n';", undefined],
  ['-- to migrate: lock-timeout 2s', undefined],
];

const REFUSED: readonly [text: string, line: number][] = [
  ['-- migrate: no-such-thing', 1],
  ['-- migrate:', 1],
  ['-- migrate:up\ncreate table a();\n-- migrate:down\ndrop table a;', 1],
  ['-- hello\n-- migrate: lock-timeout', 2],
  ['-- migrate: lock-timeout 2', 1],
  ['-- migrate: lock-timeout 2 s', 1],
  ['-- migrate: lock-timeout -2s', 1],
  ['-- migrate: lock-timeout 1000h', 1],
  ['-- migrate: lock-timeout 1s\n-- migrate: lock-timeout 2s\n', 2],
];

describe('readDirectives', () => {
  it.each(READ)('%j', (text, lockTimeout) => {
    expect(read(text)).toEqual(lockTimeout === undefined ? {} : { lockTimeout });
  });

  it.each(REFUSED)('refuses %j', (text, line) => {
    const error = catching(() => read(text));
    expect(error).toBeInstanceOf(MigratorError);
    expect(error).toMatchObject({
      code: 'directive_unknown',
      details: { migration: 'x.sql', at: { file: 'drizzle/x.sql', line, column: 1 } },
    });
  });
});

function catching(run: () => unknown): unknown {
  try {
    return expect.unreachable(JSON.stringify(run()));
  } catch (error) {
    return error;
  }
}
