import { describe, expect, test } from 'vitest';
import { locateFiles } from './locate-files.ts';

/** `a=1 b=2` as facts; a key that is missing is absent. */
function facts(text: string): Map<string, string> {
  return new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((part): [string, string] => {
        const [key = '', value = ''] = part.split('=');
        return [key, value];
      }),
  );
}

interface Case {
  readonly title: string;
  /** S0, S1, … Sn; `?` where the state was not read. */
  readonly states: readonly string[];
  readonly target: string;
  readonly verdicts: readonly string[];
  readonly overwritten?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: 'an empty database',
    states: ['', 'a=1', 'a=1 b=1'],
    target: '',
    verdicts: ['pending', 'pending'],
  },
  {
    title: 'the head',
    states: ['', 'a=1', 'a=1 b=1'],
    target: 'a=1 b=1',
    verdicts: ['in_effect', 'in_effect'],
  },
  { title: 'a prefix', states: ['', 'a=1', 'a=1 b=1'], target: 'a=1', verdicts: ['in_effect', 'pending'] },
  { title: 'other things beside', states: ['', 'a=1'], target: 'a=1 x=9', verdicts: ['in_effect'] },
  {
    title: 'a gap: the first pending, the second there',
    states: ['', 'a=1', 'a=1 b=1'],
    target: 'b=1',
    verdicts: ['pending', 'in_effect'],
  },
  {
    title: 'half a file',
    states: ['', 'a=1 b=1', 'a=1 b=1 c=1'],
    target: 'a=1',
    verdicts: ['partial', 'pending'],
  },
  { title: 'another value', states: ['', 'a=1'], target: 'a=2', verdicts: ['conflict'] },
  {
    title: 'a later value is as good',
    states: ['', 'a=1', 'a=2 b=1'],
    target: 'a=2',
    verdicts: ['in_effect', 'partial'],
  },
  {
    title: 'created and dropped: nothing there',
    states: ['', 'a=1', ''],
    target: '',
    verdicts: ['loop', 'loop'],
  },
  {
    title: 'created and dropped: still there',
    states: ['', 'a=1', 'b=1'],
    target: 'a=1',
    verdicts: ['in_effect', 'pending'],
  },
  {
    title: 'dropped and brought back: the catalog can not tell',
    states: ['', 'a=1 b=1', 'a=1', 'a=1 b=1'],
    target: 'a=1 b=1',
    verdicts: ['in_effect', 'loop', 'loop'],
  },
  {
    title: 'at the start although a later file drops what an earlier made',
    states: ['', 'a=1', 'a=1 b=1', 'b=1'],
    target: '',
    verdicts: ['pending', 'pending', 'pending'],
  },
  {
    title: 'a file without trace in the middle',
    states: ['', 'a=1', 'a=1', 'a=1 b=1'],
    target: 'a=1 b=1',
    verdicts: ['in_effect', 'loop', 'in_effect'],
  },
  {
    title: 'a file without trace at the head',
    states: ['', 'a=1', 'a=1'],
    target: 'a=1',
    verdicts: ['in_effect', 'loop'],
  },
  {
    title: 'a file without trace behind a pending one',
    states: ['', 'a=1', 'a=1'],
    target: '',
    verdicts: ['pending', 'pending'],
  },
  {
    title: 'a file without trace behind a pending one that follows a gap',
    states: ['', 'a=1', 'a=1 b=1', 'a=1 b=1 c=1', 'a=1 b=1 c=1'],
    target: 'b=1 x=1',
    verdicts: ['pending', 'in_effect', 'pending', 'pending'],
  },
  {
    title: 'a pending file that overwrites whatever is there',
    states: ['', 'g=1'],
    target: 'g=7',
    overwritten: ['g'],
    verdicts: ['pending'],
  },
  {
    title: 'a state that was not read, of a file whose objects are all there',
    states: ['', '?', 'a=1 b=1', 'a=1 b=1 c=1'],
    target: 'a=1 b=1',
    verdicts: ['in_effect', 'in_effect', 'pending'],
  },
];

describe('locateFiles', () => {
  test.each(CASES)('$title', ({ states, target, verdicts, overwritten = [] }) => {
    const files = locateFiles({
      states: states.map((state) => (state === '?' ? undefined : facts(state))),
      target: facts(target),
      counts: () => true,
      overwritten: (key) => overwritten.includes(key),
    });
    expect(files.map(({ verdict }) => verdict)).toEqual(verdicts);
  });
});

test('a value from within a file says that the file ran half way', () => {
  const [file] = locateFiles({
    states: [facts(''), facts('a=2')],
    within: new Map([[0, [facts(''), facts('a=1'), facts('a=2')]]]),
    target: facts('a=1'),
    counts: () => true,
    overwritten: () => false,
  });
  expect(file).toEqual({ verdict: 'partial', yes: [], no: ['a'], foreign: [] });
});
