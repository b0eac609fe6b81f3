/** A login anybody may know: it exists on this machine alone. */
export const demoLogin = { email: 'demo@example.com', password: 'demo-password', name: 'Demo' } as const;

interface Api {
  readonly apiUrl: string;
  readonly publishableKey: string;
}

/**
 * Makes the demo user as anybody becomes one, through Auth: so that its password, its identity and its profile are
 * real. One that is there stays as it is.
 *
 * @returns whether the login works; a sentence when it does not.
 */
export async function ensureDemoLogin(api: Api): Promise<true | string> {
  const { email, password, name } = demoLogin;
  const signUp = await post(api, 'signup', { email, password, data: { full_name: name } });
  if (signUp.ok && !hasToken(await signUp.json())) await confirm(api);
  if (signUp.status === 500) return 'its sign-up failed in the database, see above';
  const signIn = await post(api, 'token?grant_type=password', { email, password });
  return signIn.ok || 'its password was changed';
}

/** With confirmations on there is a mail. */
async function confirm(api: Api): Promise<void> {
  const mails: unknown = await (await fetch(`${api.apiUrl}/_mailbox.json?to=${demoLogin.email}`)).json();
  const link: unknown = Array.isArray(mails) ? mails[0]?.link : undefined;
  if (typeof link !== 'string') return;
  const token = new URL(link).searchParams;
  await post(api, 'verify', { type: token.get('type'), token_hash: token.get('token_hash') });
}

function post({ apiUrl, publishableKey }: Api, path: string, body: object): Promise<Response> {
  return fetch(`${apiUrl}/auth/v1/${path}`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function hasToken(answer: unknown): boolean {
  return answer !== null && typeof answer === 'object' && 'access_token' in answer;
}
