import { z } from 'zod';
import { isSecretKey } from './is-secret-key.ts';

/** What a variable means beside its check: the text of `.env.local.example` and of the page shown without it. */
export interface VariableNote {
  /** One sentence a line, as comments in the example. */
  readonly about: readonly string[];
  /** What stands after `=` in the example. */
  readonly example: string;
  /** Where its value is found. */
  readonly where: string;
  /** The name that took its place; a legacy name is read where the new one is unset, with a notice. */
  readonly legacyOf?: string;
}

export const variableNotes = z.registry<VariableNote>();

const dashboard = 'Dashboard → Project Settings → API Keys';
const fromStack = 'of `npm run stack -- status -o env`';
const POSTGRES_URL = /^postgres(ql)?:\/\//;

const postgresUrl = z.string().regex(POSTGRES_URL, 'must start with postgresql://');
const publicKey = z
  .string()
  .refine(
    (key) => !isSecretKey(key),
    'holds a secret key, which anybody could read: use the publishable key',
  );
const secretKey = z.string().refine(isSecretKey, 'holds a publishable key: use the secret one');
const url = z.url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:54321' });

/**
 * Every variable of the environment this repository reads, once. `.env.local.example`, turbo.json and the checks at
 * run time follow it; a test fails where they do not.
 */
export const environmentSchema = z.object({
  DATABASE_URL: postgresUrl.optional().register(variableNotes, {
    about: [
      'The database. Unset: the embedded Postgres, started when needed. The value below is the one of the Supabase',
      'CLI’s local stack. On hosted Supabase the app may use the transaction pooler, which migrations may not:',
      'postgresql://postgres.[PROJECT-REF]:[PASSWORD]@aws-0-[REGION].pooler.supabase.com:6543/postgres',
      'A password is percent-encoded: # is %23, @ is %40.',
    ],
    example: 'postgresql://postgres:postgres@127.0.0.1:54322/postgres',
    where: `Dashboard → Connect; or DB_URL ${fromStack}`,
  }),
  DIRECT_URL: postgresUrl.optional().register(variableNotes, {
    about: [
      'Goes before DATABASE_URL for migrations, which need a session: the direct connection (IPv6), or the session',
      'pooler, which is the pooler above on port 5432.',
    ],
    example: 'postgresql://postgres:[PASSWORD]@db.[PROJECT-REF].supabase.co:5432/postgres',
    where: 'Dashboard → Connect → Direct connection',
  }),
  SHADOW_DATABASE_URL: postgresUrl.optional().register(variableNotes, {
    about: [
      'A server for the throw-away databases an adoption is proven on. Unset: the embedded Postgres. Set it for',
      'extensions that one lacks, such as pgvector.',
    ],
    example: 'postgresql://postgres:postgres@127.0.0.1:54322/postgres',
    where: 'any Postgres whose databases may be created and dropped',
  }),
  NEXT_PUBLIC_SUPABASE_URL: url.register(variableNotes, {
    about: ['The Supabase API the web app talks to.'],
    example: 'http://127.0.0.1:54321',
    where: `Dashboard → Connect → App frameworks; or API_URL ${fromStack}`,
  }),
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publicKey.register(variableNotes, {
    about: ['The key that may be public: row-level security decides what it can see.'],
    example: 'sb_publishable_…',
    where: `${dashboard}; or PUBLISHABLE_KEY ${fromStack}`,
  }),
  NEXT_PUBLIC_SUPABASE_ANON_KEY: publicKey.optional().register(variableNotes, {
    about: ['The older name of the publishable key, with a JWT as value. Still read, with a notice.'],
    example: 'eyJ…',
    where: `${dashboard} → Legacy`,
    legacyOf: 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY',
  }),
  SUPABASE_SECRET_KEY: secretKey.optional().register(variableNotes, {
    about: [
      'Passes every policy. The app as it stands does without it; for server code of your own (webhooks, jobs).',
      'Never give it a name that begins with NEXT_PUBLIC_.',
    ],
    example: 'sb_secret_…',
    where: `${dashboard}; or SECRET_KEY ${fromStack}`,
  }),
  SUPABASE_SERVICE_ROLE_KEY: secretKey.optional().register(variableNotes, {
    about: ['The older name of the secret key. Still read, with a notice.'],
    example: 'eyJ…',
    where: `${dashboard} → Legacy`,
    legacyOf: 'SUPABASE_SECRET_KEY',
  }),
  SITE_URL: url.optional().register(variableNotes, {
    about: [
      'Where people reach the web app: mails link there. Unset: the address of the request. Set it behind a proxy,',
      'and allow it in the Dashboard under Authentication → URL Configuration.',
    ],
    example: 'https://app.example.com',
    where: 'your own domain',
  }),
});

/** The names of all of them. */
export const environmentNames: readonly string[] = Object.keys(environmentSchema.shape);
