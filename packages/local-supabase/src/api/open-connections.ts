import type { PostgresConnection } from '@supabase/lite/postgres';
import type { StackDatabase } from '../stack.ts';
import { actAsCaller } from './act-as-caller.ts';
import { noteDatabaseError } from './pass-on-sqlstate.ts';
import { valueTypes } from './value-types.ts';

/** The connections of one API. */
export interface Connections {
  /** What Auth reads and writes its tables with. */
  readonly auth: PostgresConnection;
  /** What becomes the caller's role for each request to REST. */
  readonly rest: PostgresConnection;
  /** What reads the catalog past all grants, as a superuser. */
  readonly admin: PostgresConnection;
  close(): Promise<void>;
}

/** Auth hands JSON over as text; encoded again, user metadata would arrive as one string. REST hands over values. */
const textIsJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Opens the pools of an API and makes @supabase/lite 0.10.0 behave as hosted where it does not by itself; each of its
 * habits that is corrected here has a test.
 */
export async function openConnections(database: StackDatabase): Promise<Connections> {
  // Loaded here, because commands that only ask about an API need not wait for it (0.3 s).
  const { createPostgresConnection } = await import('@supabase/lite/postgres');
  const open = (url: string, max: number, serialize: (value: unknown) => string, values = {}) =>
    createPostgresConnection(settings(url, max, serialize, values));
  const authUrl = database.urlAs('supabase_auth_admin');
  const auth = open(authUrl, 5, textIsJson);
  const rest = open(authUrl, 10, JSON.stringify, valueTypes);
  const admin = open(database.urlAs('supabase_admin'), 2, JSON.stringify);
  const normalize = rest.normalizeDbError.bind(rest);
  override(rest, {
    normalizeDbError(error: unknown) {
      const normal = normalize(error);
      noteDatabaseError(normal);
      return normal;
    },
    // It would GRANT ALL on every table of a schema with RLS, and look for RLS only once.
    ensureRlsContext: async () => true,
    applyJwtSessionContext: actAsCaller,
  });
  return {
    auth,
    rest,
    admin,
    close: async () => {
      await Promise.all([auth.close(), rest.close(), admin.close()]);
    },
  };
}

function settings(
  url: string,
  max: number,
  serialize: (value: unknown) => string,
  values: Partial<typeof valueTypes>,
) {
  return {
    url,
    postgresOptions: {
      max,
      ssl: false,
      prepare: false,
      connect_timeout: 10,
      // Nobody waits for a developer's API: connections are opened when needed.
      idle_timeout: 30,
      onnotice: () => undefined,
      connection: { application_name: 'local-supabase', client_min_messages: 'warning' },
      types: {
        ...values,
        json: { to: 114, from: [114], serialize, parse: JSON.parse },
        jsonb: { to: 3802, from: [3802], serialize, parse: JSON.parse },
      },
    },
  };
}

/** Puts methods in the place of the library's own; some are private in its types, and the only way to change it. */
export function override(connection: PostgresConnection, methods: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in connection)) throw new Error(`@supabase/lite has no ${name} any more`);
    Object.defineProperty(connection, name, { value, configurable: true, writable: true });
  }
}
