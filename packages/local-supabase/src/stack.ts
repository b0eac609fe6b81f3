import type { LoginRole } from '@groundwork/local-postgres';
import type { StackKeys } from './keys/read-keys.ts';
import type { Mail } from './mail/mail.ts';

/** The database an API works on. What `openTestDatabase` of local-postgres returns is one. */
export interface StackDatabase {
  /** As postgres: what migrations and the app connect with. */
  readonly url: string;
  urlAs(role: LoginRole): string;
}

export interface StackOptions {
  /** Default: the database `postgres` of the workspace's embedded server, which is started and held while this runs. */
  readonly database?: StackDatabase;
  /** Where to listen on 127.0.0.1; default 54321, as the Supabase CLI's stack; 0 is a free one. */
  readonly port?: number;
  /** Where the app is: links in mails lead there. Default `http://127.0.0.1:3000`. */
  readonly siteUrl?: string;
  /** Other addresses sign-ins may lead back to; `*` and `**` as on hosted. The site's own origin is always one. */
  readonly redirectUrls?: readonly string[];
  /** Whether a sign-up must be confirmed by mail before its first sign-in. Default false, as the Supabase CLI's. */
  readonly confirmations?: boolean;
  /** Folder of the keys, made at the first start. Default `.local/supabase` of the workspace. */
  readonly directory?: string;
  /** Folder of mail templates in the notation of hosted Supabase. Default `supabase/templates` of the workspace. */
  readonly templates?: string;
  /** Told what a developer wants to see. Throwing in it changes nothing. */
  readonly onEvent?: (event: StackEvent) => void;
}

/** What happens while the API runs. */
export type StackEvent =
  | { readonly type: 'mail'; readonly mail: Mail }
  /** The database refused what Auth asked of it: mostly a trigger on auth.users that raised. */
  | { readonly type: 'auth_refused'; readonly request: string; readonly failure: DatabaseFailure }
  /** Somebody asked for a part of Supabase that is not here. supabase-js shows its caller no more than the status. */
  | { readonly type: 'missing'; readonly request: string; readonly sentence: string };

/** A Postgres error without the values of rows. */
export interface DatabaseFailure {
  readonly message: string;
  readonly sqlstate?: string;
  /** Where it was raised, innermost first: function and line. */
  readonly where?: string;
}

/** A running local Supabase API. */
export interface Stack {
  /** `http://127.0.0.1:PORT`, for supabase-js. */
  readonly apiUrl: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** The secret access tokens are signed with, and the keys in the older notation (signed tokens). */
  readonly keys: StackKeys;
  /** Its database as postgres. Contains the password. */
  readonly dbUrl: string;
  /** The page with the mails it has sent; `.json` behind it gives them to programs. */
  readonly mailboxUrl: string;
  /** The mails it has sent, newest first. */
  mails(): readonly Mail[];
  /** Forgets what is known of tables and functions. Done by itself when the catalog changes. */
  clearSchemaCache(): Promise<void>;
  /** Ends connections and stops listening. Doing so twice is fine. */
  stop(): Promise<void>;
}
