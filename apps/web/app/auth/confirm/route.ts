import { type AuthError, type EmailOtpType, isAuthRetryableFetchError } from '@supabase/supabase-js';
import type { NextRequest } from 'next/server';
import { openSupabase } from '../../../auth/open-supabase.ts';
import { safePath } from '../../../auth/safe-path.ts';

const OTP_TYPES: readonly string[] = ['signup', 'invite', 'magiclink', 'recovery', 'email_change', 'email'];

/**
 * Where the links in mails lead. Two kinds: `token_hash` and `type` (a template that names them; works on any device),
 * and `code` (the templates Supabase comes with; works in the browser that asked).
 */
export async function GET(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const headers = new Headers({ 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer' });
  const failure = await redeem(query, headers);
  const home = query.get('type') === 'recovery' ? '/new-password' : '/profile';
  headers.set('Location', failure ?? safePath(query.get('next'), home));
  return new Response(null, { status: 303, headers });
}

/** Mail scanners look whether links work: without this Next would answer with GET, and the token would be spent. */
export function HEAD(): Response {
  return new Response(null, { headers: { 'Cache-Control': 'private, no-store' } });
}

/** Signs in with what the link carries; on failure the page that says why. */
async function redeem(query: URLSearchParams, headers: Headers): Promise<string | undefined> {
  const [hash, type, code] = [query.get('token_hash'), query.get('type'), query.get('code')];
  let error: AuthError | null;
  if (hash && isOtpType(type)) {
    const supabase = await openSupabase(headers);
    ({ error } = await supabase.auth.verifyOtp({ token_hash: hash, type }));
  } else if (code) {
    const supabase = await openSupabase(headers);
    ({ error } = await supabase.auth.exchangeCodeForSession(code));
  } else {
    return '/link-expired';
  }
  if (error === null) return undefined;
  return isAuthRetryableFetchError(error) ? '/link-expired?because=unreachable' : '/link-expired';
}

function isOtpType(type: string | null): type is EmailOtpType {
  return type !== null && OTP_TYPES.includes(type);
}
