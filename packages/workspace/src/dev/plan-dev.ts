import type { BackgroundStack } from '@groundwork/local-supabase';
import type { Setting } from './read-settings.ts';

export interface DevFacts {
  /** NEXT_PUBLIC_SUPABASE_URL, where it is set and not the local API's. */
  readonly apiUrl: Setting | undefined;
  /** Of the local API that runs in the background already. */
  readonly background: BackgroundStack | undefined;
  /** The database the environment names; undefined is the embedded one. */
  readonly database:
    | { readonly kind: 'local' | 'remote'; readonly label: string; readonly origin: string }
    | undefined;
}

/** What `dev` starts. */
export interface DevPlan {
  /** The local API: started here, found in the background, or not wanted. */
  readonly api: 'start' | 'background' | 'given' | 'none';
  readonly database: 'embedded' | 'given' | 'none';
  readonly migrate: boolean;
  /** What the developer should know about it. */
  readonly notices: readonly string[];
}

const cliUrl = 'postgresql://postgres:postgres@127.0.0.1:54322/postgres';

/** Decides what is needed. Pure. */
export function planDev({ apiUrl, background, database }: DevFacts): DevPlan {
  const local = apiUrl === undefined || apiUrl.value.replace(/\/+$/, '') === background?.apiUrl;
  if (database === undefined) {
    if (local) {
      return {
        api: background === undefined ? 'start' : 'background',
        database: 'embedded',
        migrate: true,
        notices: [],
      };
    }
    return {
      api: 'given',
      database: 'none',
      migrate: false,
      notices: [
        `NEXT_PUBLIC_SUPABASE_URL (${apiUrl.origin}) names an API, but no DATABASE_URL its database: set it to that project's${
          isLoopback(apiUrl.value) ? `, for the Supabase CLI's stack ${cliUrl}` : ''
        }.`,
      ],
    };
  }
  const migrate = database.kind === 'local';
  const notices = migrate
    ? []
    : [
        `${database.label} is not on this machine, so it is not migrated here: \`npm run migrate:prod\` does that.`,
      ];
  if (apiUrl !== undefined) return { api: 'given', database: 'given', migrate, notices };
  return {
    api: 'none',
    database: 'given',
    migrate,
    notices: [
      ...notices,
      `${database.origin} names a database of its own, and the local API works on the embedded one alone: set NEXT_PUBLIC_SUPABASE_URL and NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY of the same project, or unset it.`,
    ],
  };
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
