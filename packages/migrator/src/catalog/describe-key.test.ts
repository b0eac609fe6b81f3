import { expect, test } from 'vitest';
import { describeKey } from './describe-key.ts';
import { aclOf, onTable, targetOf } from './key-parts.ts';
import { ancestorsOf, ownerObject } from './owner-object.ts';
import { parseKey } from './parse-key.ts';

test.each([
  ['schema:private', 'schema private'],
  ['table:public.notes', 'table public.notes'],
  ['table:"a.b"."My ""Table"""', 'table "a.b"."My ""Table"""'],
  ['materializedView:public.counts', 'materialized view public.counts'],
  ['foreignTable:public.far', 'foreign table public.far'],
  ['column:public.notes.title', 'column title of table public.notes'],
  ['default:public.notes.Title', 'default of column "Title" of table public.notes'],
  ['constraint:public.notes.notes_pkey', 'constraint notes_pkey on public.notes'],
  ['policy:public.notes."own rows"', 'policy "own rows" on public.notes'],
  ['trigger:auth.users.on_user', 'trigger on_user on auth.users'],
  ['function:public.f("character varying",uuid[])', 'function public.f(character varying, uuid[])'],
  ['procedure:public.p()', 'procedure public.p()'],
  ['typeAttribute:public.place.zip', 'attribute zip of type public.place'],
  ['comment:(column:public.notes.title)', 'comment on column title of table public.notes'],
  ['comment:(function:public.f(text))', 'comment on function public.f(text)'],
  ['acl:(table:public.notes).anon', 'grant of table public.notes to anon'],
  ['acl:(table:public.notes).PUBLIC', 'grant of table public.notes to PUBLIC'],
  ['acl:(table:public.notes).anon.title', 'grant of column title of table public.notes to anon'],
  ['acl:(function:public.f(text,"a b")).api', 'grant of function public.f(text, a b) to api'],
  [
    'defaultPrivilege:postgres.public.r.anon',
    'default grant of tables in schema public made by postgres to anon',
  ],
  ['defaultPrivilege:postgres."".f.PUBLIC', 'default grant of functions made by postgres to PUBLIC'],
  ['membership:authenticated.app', 'membership of role app in authenticated'],
  ['publicationRel:live.public.notes', 'table public.notes in publication live'],
  ['publicationSchema:live.public', 'schema public in publication live'],
  ['userMapping:far.app', 'user mapping of app for server far'],
  ['securityLabel:(table:public.notes).anon', 'security label of anon on table public.notes'],
  ['fdw:postgres_fdw', 'foreign data wrapper postgres_fdw'],
  ['eventTrigger:watch', 'event trigger watch'],
  ['constraintTriggers:public.notes.fk', 'triggers behind constraint fk on public.notes'],
  ['constraintIndex:public.notes.pk', 'index behind constraint pk on public.notes'],
  ['columnStorage:public.notes.body', 'storage of column body of table public.notes'],
])('%s is the %s', (key, words) => {
  expect(describeKey(key)).toBe(words);
});

test.each([
  'table',
  'table:',
  'table:public.',
  'acl:(table:public.notes',
  'function:public.f(',
  'table:a b',
  ':x',
])('%j is no key', (key) => {
  expect(() => parseKey(key)).toThrow('not the key of a fact');
});

test('a key taken apart', () => {
  expect(aclOf('acl:(function:public.f(text)).anon')).toEqual({
    grantee: 'anon',
    target: 'function:public.f(text)',
    column: undefined,
  });
  expect(aclOf('acl:(table:public."a)b").anon."c.d"')).toEqual({
    grantee: 'anon',
    target: 'table:public."a)b"',
    column: 'c.d',
  });
  expect(aclOf('table:public.notes')).toBeUndefined();
  expect(targetOf('comment:(policy:public.notes."own (rows)")')).toBe('policy:public.notes."own (rows)"');
  expect(onTable('policy:public.notes.own')).toEqual({ schema: 'public', table: 'notes', name: 'own' });
  expect(onTable('index:public.notes_idx')).toBeUndefined();
});

test.each([
  [
    'comment:(column:public.notes.title)',
    { kind: 'table', schema: 'public', name: 'notes', args: undefined },
  ],
  ['function:public.f(text)', { kind: 'function', schema: 'public', name: 'f', args: ['text'] }],
  ['typeAttribute:public.place.zip', { kind: 'type', schema: 'public', name: 'place', args: undefined }],
  ['acl:(schema:private).anon', { kind: 'schema', schema: undefined, name: 'private', args: undefined }],
  [
    'publicationRel:live.public.notes',
    { kind: 'publicationRel', schema: undefined, name: 'live', args: undefined },
  ],
])('%s hangs on %j', (key, owner) => {
  expect(ownerObject(key)).toEqual(owner);
});

test('what a fact hangs on, nearest first', () => {
  const parents = new Map([
    ['comment:(column:public.t.a)', 'column:public.t.a'],
    ['column:public.t.a', 'table:public.t'],
    ['table:public.t', 'schema:public'],
  ]);
  expect(ancestorsOf('comment:(column:public.t.a)', (key) => parents.get(key))).toEqual([
    ...parents.values(),
  ]);
});
