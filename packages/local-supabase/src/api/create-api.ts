import type { App } from '@supabase/lite';
import type { StackKeys } from '../keys/read-keys.ts';
import type { createMailer } from '../mail/create-mailer.ts';
import type { StackEvent } from '../stack.ts';
import { completeSession } from './complete-session.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { Connections } from './open-connections.ts';
import { passOnSqlstate } from './pass-on-sqlstate.ts';
import { withQuietConsole } from './quiet-console.ts';
import { resendConfirmation } from './resend-confirmation.ts';

export interface ApiOptions {
  readonly connections: Connections;
  readonly keys: StackKeys;
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly redirectUrls: readonly string[];
  readonly confirmations: boolean;
  readonly mailer: ReturnType<typeof createMailer>;
  readonly onEvent: (event: StackEvent) => void;
}

/** Auth and REST as one function from request to answer. */
export async function createApi(options: ApiOptions): Promise<(request: Request) => Promise<Response>> {
  const auth = await createApp(options, options.connections.auth);
  const rest = await createApp(options, options.connections.rest);
  return (request) =>
    withQuietConsole(async () => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/rest/')) return passOnSqlstate(() => rest.fetch(request));
      return completeSession(await fetchAuth(auth, request, pathname, options), pathname, {
        apiUrl: options.apiUrl,
        jwtSecret: options.keys.jwtSecret,
      });
    });
}

/** What hosted Auth does beyond this one, around it. */
async function fetchAuth(
  auth: App,
  request: Request,
  path: string,
  { connections, mailer }: ApiOptions,
): Promise<Response> {
  if (request.method !== 'POST') return auth.fetch(request);
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined);
  const response = isEmailToken(path, body)
    ? await verifyEmail(auth, request, body)
    : await auth.fetch(request);
  if (response.status !== 429) return response;
  return (await resendConfirmation({ path, body }, connections.auth, mailer)) ?? response;
}

function isEmailToken(path: string, body: unknown): body is object {
  return (
    path === '/auth/v1/verify' &&
    body !== null &&
    typeof body === 'object' &&
    'type' in body &&
    body.type === 'email'
  );
}

/**
 * Hosted Auth takes `email` as the type of a token from either mail, a confirmation or a link; this one knows only the
 * two by name. A token it does not find costs nothing.
 */
async function verifyEmail(auth: App, { url, headers }: Request, body: object): Promise<Response> {
  const as = (type: string) =>
    auth.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify({ ...body, type }) }));
  const confirmed = await as('signup');
  return confirmed.ok ? confirmed : as('magiclink');
}

/** Never `ensureSystemSchema()`: it would replace the functions of auth by others. */
async function createApp(options: ApiOptions, connection: Connections['auth']): Promise<App> {
  const { keys } = options;
  const claims = new Map<string, { type: 'publishable' | 'secret'; role: string }>([
    [keys.publishableKey, { type: 'publishable', role: 'anon' }],
    [keys.anonKey, { type: 'publishable', role: 'anon' }],
    [keys.secretKey, { type: 'secret', role: 'service_role' }],
    [keys.serviceRoleKey, { type: 'secret', role: 'service_role' }],
  ]);
  const { App } = await import('@supabase/lite');
  const app = new App({
    connection,
    api: {
      enabled: true,
      schemas: ['public'],
      extra_search_path: ['public', 'extensions'],
      max_rows: 1000,
      external_url: options.apiUrl,
    },
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      site_url: options.siteUrl,
      additional_redirect_urls: [...options.redirectUrls],
      email: { enable_signup: true, enable_confirmations: options.confirmations },
    },
    storage: { enabled: false },
    studio: { enabled: false },
    options: {
      server: {
        // Keyless requests from this machine would be service_role.
        admin: false,
        disableStudio: true,
        apiKeys: {
          resolver: async (key) => {
            const found = claims.get(key);
            return found ? { type: found.type, claims: { role: found.role } } : null;
          },
        },
        middlewares: [
          async (context, next) => {
            await next();
            if (context.error === undefined || context.res.status !== 500) return;
            context.res = explainRefusal(context.req, context.error, options.onEvent);
          },
        ],
      },
    },
  });
  app._mailer = options.mailer;
  return app.init();
}
