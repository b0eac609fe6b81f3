import { signToken } from '../keys/sign-token.ts';

/**
 * Gives the access token in an answer of Auth the claims hosted tokens have and @supabase/lite's lack: policies read
 * `auth.jwt() -> 'app_metadata'`, apps read names out of `getClaims()`. Other answers stay as they are.
 */
export async function completeSession(
  response: Response,
  path: string,
  { apiUrl, jwtSecret }: { readonly apiUrl: string; readonly jwtSecret: string },
): Promise<Response> {
  if (!response.ok || !/^\/auth\/v1\/(signup|token|verify)$/.test(path)) return response;
  const session: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  if (!isSession(session)) return response;
  const payload: unknown = JSON.parse(
    Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString('utf8'),
  );
  if (payload === null || typeof payload !== 'object') return response;
  const { app_metadata, user_metadata, phone } = session.user;
  const claims = {
    iss: `${apiUrl}/auth/v1`,
    ...payload,
    phone: phone ?? '',
    app_metadata: app_metadata ?? {},
    user_metadata: user_metadata ?? {},
    aal: 'aal1',
    is_anonymous: false,
  };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return Response.json(
    { ...session, access_token: signToken(claims, jwtSecret) },
    { status: response.status, headers },
  );
}

interface Session {
  readonly access_token: string;
  readonly user: {
    readonly app_metadata?: unknown;
    readonly user_metadata?: unknown;
    readonly phone?: unknown;
  };
}

function isSession(value: unknown): value is Session {
  return (
    value !== null &&
    typeof value === 'object' &&
    'access_token' in value &&
    typeof value.access_token === 'string' &&
    'user' in value &&
    value.user !== null &&
    typeof value.user === 'object'
  );
}
