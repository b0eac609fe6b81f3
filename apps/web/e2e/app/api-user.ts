import type { World } from './open-world.ts';

export const password = 'correct horse battery';

/** A user who talks to the API directly, past the app. */
export interface ApiUser {
  readonly id: string;
  readonly email: string;
  /** As the Auth server answered. */
  readonly session: Session;
  /** REST with this user's token, or another one. */
  rest(path: string, init?: RestInit): Promise<RestAnswer>;
}

export interface RestInit {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Signs somebody up over the API. The world's confirmations must be off. */
export async function signUpOverApi(world: World, email: string, name?: string): Promise<ApiUser> {
  const data = name === undefined ? {} : { full_name: name };
  const answer = await call(world, '/auth/v1/signup', { method: 'POST', body: { email, password, data } });
  const session = readSession(answer.body);
  const { access_token: token, user } = session;
  return {
    id: user.id,
    email,
    session,
    rest: (path, init = {}) => call(world, `/rest/v1/${path}`, { token, ...init }),
  };
}

/** One call of the API with the publishable key. */
export async function call(world: World, path: string, init: RestInit): Promise<RestAnswer> {
  const headers: Record<string, string> = {
    apikey: world.stack.publishableKey,
    'content-type': 'application/json',
    prefer: 'return=representation',
  };
  if (init.token !== undefined) headers.authorization = `Bearer ${init.token}`;
  const response = await fetch(`${world.stack.apiUrl}${path}`, {
    method: init.method ?? 'GET',
    headers,
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

interface Session {
  readonly access_token: string;
  readonly user: { readonly id: string };
}

function readSession(body: unknown): Session {
  if (!isSession(body)) throw new Error(`The sign-up gave no session: ${JSON.stringify(body)}`);
  return body;
}

function isSession(body: unknown): body is Session {
  return typeof body === 'object' && body !== null && 'access_token' in body && 'user' in body;
}
