import { describe, expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

describe('safePath', () => {
  it.each(['/', '/notes', '/notes?done=created#top', '/a//b', '/%2F%2Fevil.example', '/notes/%5C'])(
    'keeps %j',
    (path) => {
      expect(safePath(path, '/home')).toBe(path);
    },
  );

  it.each([
    undefined,
    null,
    ['/notes'],
    '',
    'notes',
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    '/notes\r\nSet-Cookie: a=b',
  ])('takes the fallback for %j', (path) => {
    expect(safePath(path, '/home')).toBe('/home');
  });
});
