/** What a hosted project has and this one lacks: where it is, and what to call it. */
const missing: readonly (readonly [prefix: RegExp, what: string])[] = [
  [/^\/realtime\//, 'Realtime'],
  [/^\/storage\//, 'Storage'],
  [/^\/functions\//, 'Edge Functions'],
  [/^\/graphql\//, 'GraphQL'],
  [/^\/pg\//, 'The Postgres meta API'],
  [/^\/(analytics|mcp)(\/|$)/, 'This endpoint'],
  [/^\/auth\/v1\/(admin|invite)(\/|$)/, 'The admin API of Auth'],
  [/^\/auth\/v1\/factors(\/|$)/, 'Multi-factor authentication'],
  [/^\/auth\/v1\/(sso|saml)(\/|$)/, 'Single sign-on'],
  [/^\/auth\/v1\/oauth(\/|$)/, 'The OAuth server of Auth'],
  [/^\/auth\/v1\/user\/identities(\/|$)/, 'Linking of identities'],
];

/** What of it a request asks for: `Realtime`. Undefined when it asks for something that is here, or nowhere. */
export function findMissing(path: string): string | undefined {
  return missing.find(([prefix]) => prefix.test(path))?.[1];
}

/** A way to sign in that this Auth lacks, as the request asks for it: a code of hosted Auth, and what to call it. */
export function findMissingProvider(path: string, body: unknown): MissingProvider | undefined {
  if (!/^\/auth\/v1\/(signup|otp|token|recover|resend|verify)$/.test(path)) return undefined;
  if (body === null || typeof body !== 'object') return undefined;
  if ('phone' in body && body.phone) return { what: 'Signing in by phone', code: 'phone_provider_disabled' };
  const anonymous = path.endsWith('/signup') && !('email' in body && body.email) && !('password' in body);
  return anonymous ? { what: 'Anonymous sign-in', code: 'anonymous_provider_disabled' } : undefined;
}

export interface MissingProvider {
  readonly what: string;
  readonly code: string;
}

/** The answer to what is not here, in the fields that the clients of each endpoint read. */
export function answerMissing(what: string): Response {
  return answer(501, 'not_implemented', describeMissing(what));
}

/** As hosted Auth answers where that way is switched off; supabase-js shows no sentence of an answer above 499. */
export function answerMissingProvider({ what, code }: MissingProvider): Response {
  return answer(422, code, describeMissing(what));
}

/** The sentence for people. */
export function describeMissing(what: string): string {
  const are = what === 'Edge Functions' ? 'are' : 'is';
  return `${what} ${are} not part of the local API without Docker: run \`npm run supabase -- start\` for the whole of Supabase.`;
}

function answer(status: number, code: string, sentence: string): Response {
  return Response.json(
    {
      code: status,
      error_code: code,
      error: code,
      msg: sentence,
      message: sentence,
      hint: 'npm run supabase -- start',
    },
    { status, headers: { 'X-Sb-Error-Code': code } },
  );
}
