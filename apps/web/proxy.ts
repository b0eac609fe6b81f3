import { createServerClient } from '@supabase/ssr';
import { type NextRequest, NextResponse } from 'next/server';
import { cookieOptions } from './auth/cookie-options.ts';
import { sessionOf } from './auth/session.ts';
import { signInPath } from './auth/sign-in-path.ts';
import { readEnvironment } from './environment/read-environment.ts';
import { contentSecurityPolicy } from './server/content-security-policy.ts';

/** Shown in place of everything while the environment is incomplete. */
const SETUP = '/setup';
const PRIVATE = /^\/(profile|notes|new-password)(\/|$)/;

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg).*)'] };

/** Runs before every page: sets its content policy, refreshes the session, keeps private pages private. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const policy = contentSecurityPolicy(
    Buffer.from(crypto.randomUUID()).toString('base64'),
    process.env.NODE_ENV === 'development',
  );
  // Next reads the nonce out of the request's policy and puts it on what it writes.
  const proceed = () => {
    const headers = new Headers(request.headers);
    headers.set('Content-Security-Policy', policy);
    const response = NextResponse.next({ request: { headers } });
    response.headers.set('Content-Security-Policy', policy);
    return response;
  };

  const { environment } = readEnvironment(process.env);
  if (!environment) {
    // Led there rather than rewritten: on 127.0.0.1 Next takes a rewrite for one to another host.
    return request.nextUrl.pathname === SETUP ? proceed() : leadTo(SETUP, request);
  }

  let response = proceed();
  const supabase = createServerClient(
    environment.NEXT_PUBLIC_SUPABASE_URL,
    environment.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    {
      cookieOptions: cookieOptions(environment),
      cookies: {
        getAll: () => request.cookies.getAll(),
        setAll(list, noStore) {
          for (const { name, value } of list) request.cookies.set(name, value);
          response = proceed();
          for (const { name, value, options } of list) response.cookies.set(name, value, options);
          for (const [name, value] of Object.entries(noStore)) response.headers.set(name, value);
        },
      },
    },
  );
  // Nothing may come between: getClaims refreshes the tokens, and whoever reads the cookies before has old ones.
  const session = sessionOf(await supabase.auth.getClaims());

  const { pathname, search } = request.nextUrl;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (session.kind !== 'nobody' || !reads || !PRIVATE.test(pathname)) return response;
  return leadTo(signInPath(pathname + search), request, response);
}

/** A redirect that no cache keeps, with the cookies that were refreshed on the way. */
function leadTo(path: string, request: NextRequest, refreshed?: NextResponse): NextResponse {
  const redirect = NextResponse.redirect(new URL(path, request.url));
  for (const cookie of refreshed?.cookies.getAll() ?? []) redirect.cookies.set(cookie);
  redirect.headers.set('Cache-Control', 'private, no-store');
  return redirect;
}
