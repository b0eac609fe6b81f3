import { expect, test } from 'vitest';
import { bare, deriveNames, inPublic } from './derive-names.ts';

test.each<[slug: string, fillers: string[], subject: string, object: string, target: string | undefined]>([
  ['add_phone_to_profiles', [], 'phone_to_profiles', 'phone', 'profiles'],
  ['create_teams_table', ['table'], 'teams', 'teams', undefined],
  ['create_the_table', ['table'], 'create_the_table', 'create_the_table', undefined],
  ['table', ['table'], 'table', 'table', undefined],
  ['index_email_on_profiles', ['index'], 'email_on_profiles', 'email', 'profiles'],
  ['a_row_for_each_user_in_teams', [], 'row_for_each_user_in_teams', 'row', 'each_user_in_teams'],
  // A preposition with nothing on one of its sides is a word like any other.
  ['on_teams', [], 'on_teams', 'on_teams', undefined],
  ['sign_in', [], 'sign_in', 'sign_in', undefined],
])('%s', (slug, fillers, subject, object, target) => {
  expect(deriveNames(slug, fillers)).toMatchObject({ subject, object, target });
});

test('a name with what is put behind it stays within what Postgres keeps', () => {
  const { subject } = deriveNames(`${'größe_'.repeat(30)}x`, []);
  expect(Buffer.byteLength(`on_auth_user_created_${subject}`)).toBeLessThanOrEqual(63);
  expect(subject).not.toMatch(/_$/);
});

test('what may be a reserved word, or is no plain name, is quoted', () => {
  expect(['order', 'current_user', 'teams_owner', 'größe_x', 'a"b'].map(bare)).toEqual([
    '"order"',
    '"current_user"',
    'teams_owner',
    '"größe_x"',
    '"a""b"',
  ]);
  expect(['order', '2fa', 'teams'].map(inPublic)).toEqual(['public.order', 'public."2fa"', 'public.teams']);
});
