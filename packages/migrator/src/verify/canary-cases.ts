import { randomBytes, randomUUID } from 'node:crypto';
import { quoteIdentifier, quoteLiteral } from '../database/quote.ts';
import type { TriggerPromise } from '../model/trigger.ts';

/** One thing that happens to users, tried out. */
export interface CanaryCase {
  /** For people: `sign-up with the name O'Brien`. */
  readonly title: string;
  /** Which promises it asks for. */
  readonly asks: TriggerPromise['kind'];
  /** Id of the user it makes. */
  readonly user: string;
  /** The e-mail he has at the end. */
  readonly email: string | undefined;
  /** What is sent to `auth.users`, one statement each. */
  readonly statements: readonly string[];
}

interface SignUp {
  readonly title: string;
  readonly metadata?: unknown;
  /** An e-mail unless it says otherwise. */
  readonly contact?: 'phone' | 'none';
  readonly provider?: string;
}

const AVATAR = 'https://avatars.example.invalid/u/1.png';

/** What sign-ups bring along: by e-mail, by phone, by OAuth providers, by forms that send what they like. */
const SIGN_UPS: readonly SignUp[] = [
  { title: 'sign-up with no metadata (NULL)' },
  { title: 'sign-up with empty metadata {}', metadata: {} },
  { title: "sign-up with the name O'Brien", metadata: { full_name: "O'Brien" } },
  {
    title: 'sign-up with a name of 10 kB',
    metadata: { full_name: 'x'.repeat(10_240), name: 'x'.repeat(10_240) },
  },
  { title: 'sign-up with emoji and umlauts in the name', metadata: { full_name: 'Zoë 🦉 Łukasz 李' } },
  {
    title: 'sign-up with Google (name, picture)',
    metadata: { name: 'Ada Lovelace', full_name: 'Ada Lovelace', picture: AVATAR, avatar_url: AVATAR },
    provider: 'google',
  },
  {
    title: 'sign-up with GitHub (user_name, avatar_url, no full_name)',
    metadata: { user_name: 'ada', preferred_username: 'ada', avatar_url: AVATAR, name: null },
    provider: 'github',
  },
  {
    title: 'sign-up with a number, an array and null for name and picture',
    metadata: { full_name: 42, name: ['Ada'], user_name: null, avatar_url: [AVATAR], picture: null },
  },
  { title: 'sign-up by phone, without an e-mail', metadata: {}, contact: 'phone', provider: 'phone' },
  { title: 'anonymous sign-in, without e-mail and phone', metadata: {}, contact: 'none' },
];

/** @param columns Those of `auth.users` that can be written: not every version has all. */
export function canaryCases(columns: ReadonlySet<string>): readonly CanaryCase[] {
  const signUps = SIGN_UPS.map((signUp): CanaryCase => {
    const { user, email, insert } = newUser(signUp, columns);
    return { title: signUp.title, asks: 'row', user, email, statements: [insert] };
  });
  const changed = newUser({ title: '', metadata: {} }, columns);
  const newEmail = makeEmail();
  const update = (assignment: string, user: string) =>
    `UPDATE auth.users SET ${assignment} WHERE id = ${quoteLiteral(user)}`;
  const signed = newUser({ title: '', metadata: {} }, columns);
  const deleted = newUser({ title: '', metadata: {} }, columns);
  return [
    ...signUps,
    {
      title: 'changed e-mail',
      asks: 'email',
      user: changed.user,
      email: newEmail,
      statements: [changed.insert, update(`email = ${quoteLiteral(newEmail)}`, changed.user)],
    },
    ...(columns.has('last_sign_in_at')
      ? [
          {
            title: 'sign-in',
            asks: 'row' as const,
            user: signed.user,
            email: signed.email,
            statements: [signed.insert, update('last_sign_in_at = pg_catalog.now()', signed.user)],
          },
        ]
      : []),
    {
      title: 'deleted user',
      asks: 'gone',
      user: deleted.user,
      email: undefined,
      statements: [deleted.insert, `DELETE FROM auth.users WHERE id = ${quoteLiteral(deleted.user)}`],
    },
  ];
}

function newUser({ metadata, contact, provider = 'email' }: SignUp, columns: ReadonlySet<string>) {
  const user = randomUUID();
  const email = contact === undefined ? makeEmail() : undefined;
  const app = contact === 'none' ? {} : { provider, providers: [provider] };
  const values: Readonly<Record<string, string>> = {
    id: quoteLiteral(user),
    instance_id: quoteLiteral('00000000-0000-0000-0000-000000000000'),
    aud: quoteLiteral('authenticated'),
    role: quoteLiteral('authenticated'),
    email: email === undefined ? 'NULL' : quoteLiteral(email),
    phone: contact === 'phone' ? quoteLiteral(makePhone()) : 'NULL',
    raw_app_meta_data: quoteLiteral(JSON.stringify(app)),
    raw_user_meta_data: metadata === undefined ? 'NULL' : quoteLiteral(JSON.stringify(metadata)),
    is_anonymous: String(contact === 'none'),
    is_sso_user: 'false',
    created_at: 'pg_catalog.now()',
    updated_at: 'pg_catalog.now()',
  };
  const known = Object.entries(values).filter(([column]) => columns.has(column));
  const insert = `INSERT INTO auth.users (${known.map(([column]) => quoteIdentifier(column)).join(', ')}) VALUES (${known.map(([, value]) => value).join(', ')})`;
  return { user, email, insert };
}

/** RFC 2606: nobody has an address there. */
function makeEmail(): string {
  return `groundwork-canary-${randomBytes(8).toString('hex')}@example.invalid`;
}

/** Country code 999 is nobody's; GoTrue stores digits. */
function makePhone(): string {
  return `999${String(randomBytes(6).readUIntBE(0, 6)).slice(-12).padStart(12, '0')}`;
}
