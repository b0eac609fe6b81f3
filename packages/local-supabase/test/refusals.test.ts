import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signToken } from '../src/keys/sign-token.ts';
import { openTestStack, signUp, type TestStack } from './open-test-stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await openTestStack();
});
afterAll(() => stack.close());

function ask(path: string, init: RequestInit = {}, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(stack.apiUrl + path, { ...init, headers });
}
const withKey = () => ({ apikey: stack.publishableKey });

describe('who may ask', () => {
  it.each(['/rest/v1/subscription_plans', '/auth/v1/user', '/auth/v1/settings'])(
    'refuses %s without a key, though it comes from this machine',
    async (path) => {
      const response = await ask(path);
      expect([response.status, await response.json()]).toEqual([
        401,
        {
          message: 'No API key found in request',
          hint: 'No `apikey` request header or url param was found.',
        },
      ]);
      expect((await ask(path, {}, { apikey: 'sb_publishable_wrong' })).status).toBe(401);
      expect((await ask(path, {}, { Authorization: `Bearer ${stack.secretKey}` })).status).toBe(401);
    },
  );

  it('refuses the secret key from a browser', async () => {
    const response = await ask(
      '/rest/v1/profiles',
      {},
      { apikey: stack.secretKey, 'User-Agent': 'Mozilla/5.0' },
    );
    expect([response.status, await response.json()]).toEqual([
      401,
      { message: 'Forbidden use of secret API key in browser' },
    ]);
  });

  it('refuses tokens that are expired, signed by another, or of a role it may not become', async () => {
    const { id } = await signUp(stack, 'tokens@example.com');
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: id, role: 'authenticated', aud: 'authenticated', iat: now - 100 };
    const rest = async (token: string) => {
      const response = await ask('/rest/v1/profiles', {}, { ...withKey(), Authorization: `Bearer ${token}` });
      const body: unknown = await response.json();
      return [
        response.status,
        body !== null && typeof body === 'object' && 'code' in body ? body.code : body,
      ];
    };
    const secret = stack.keys.jwtSecret;
    expect((await rest(signToken({ ...claims, exp: now + 60 }, secret)))[0]).toBe(200);
    expect(await rest(signToken({ ...claims, exp: now - 1 }, secret))).toEqual([401, 'PGRST303']);
    expect(await rest(signToken({ ...claims, exp: now + 60 }, 'another'))).toEqual([401, 'PGRST301']);
    for (const role of ['postgres', 'supabase_admin', 'authenticator']) {
      const [status, code] = await rest(signToken({ ...claims, role, exp: now + 60 }, secret));
      expect([role, status, code]).toEqual([role, 403, '42501']);
    }
  });

  it('shows its configuration to nobody', async () => {
    for (const path of ['/_system/config', '/_system/info', '/_system/introspect', '/rest/../_system/info']) {
      const response = await ask(path, {}, { apikey: stack.secretKey });
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).not.toContain('jwt_secret');
    }
  });
});

describe('what is not here', () => {
  it.each([
    ['/realtime/v1/api/tenants', 'Realtime is'],
    ['/storage/v1/bucket', 'Storage is'],
    ['/functions/v1/hello', 'Edge Functions are'],
    ['/graphql/v1', 'GraphQL is'],
    ['/auth/v1/admin/users', 'The admin API of Auth is'],
    ['/auth/v1/factors', 'Multi-factor authentication is'],
  ])('%s answers 501 with the command that brings it', async (path, start) => {
    const response = await ask(path, { method: 'POST', body: '{}' }, withKey());
    expect(response.status).toBe(501);
    const body: unknown = await response.json();
    const sentence = `${start} not part of the local API without Docker: run \`npm run supabase -- start\` for the whole of Supabase.`;
    expect(body).toMatchObject({ message: sentence, msg: sentence, hint: 'npm run supabase -- start' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('reaches the caller of supabase-js as that sentence', async () => {
    const server = stack.client(stack.secretKey);
    expect((await server.storage.listBuckets()).error?.message).toMatch(/run `npm run supabase -- start`/);
    expect((await server.auth.signInAnonymously()).error?.message).toMatch(/^Anonymous sign-in is not part/);
    expect((await server.auth.signInWithOtp({ phone: '+15550100' })).error?.message).toMatch(
      /^Signing in by phone/,
    );
  });

  it('refuses a WebSocket to Realtime in the same words', async () => {
    const { request } = await import('node:http');
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': 'x',
        'Sec-WebSocket-Version': '13',
      };
      const sent = request(`${stack.apiUrl}/realtime/v1/websocket`, { headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(Buffer.from(chunk));
        resolve(`${response.statusCode} ${Buffer.concat(chunks).toString()}`);
      });
      sent.once('error', reject);
      sent.end();
    });
    expect(answer).toMatch(/^501 .*Realtime is not part of the local API/);
  });

  it('says what is here to whoever asks for something else', async () => {
    expect((await ask('/')).status).toBe(200);
    expect(await (await ask('/elsewhere')).json()).toEqual({
      message: 'There is nothing at /elsewhere; /auth/v1 and /rest/v1 are here, and /_mailbox.',
    });
  });
});

describe('browsers', () => {
  it.each(['/auth/v1/token?grant_type=password', '/rest/v1/notes', '/storage/v1/bucket'])(
    'may ask %s from any page',
    async (path) => {
      const response = await ask(
        path,
        { method: 'OPTIONS' },
        {
          Origin: 'http://127.0.0.1:3000',
          'Access-Control-Request-Method': 'PATCH',
          'Access-Control-Request-Headers': 'apikey,authorization,content-type,prefer,x-client-info,x-new',
        },
      );
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-allow-methods')).toContain('PATCH');
      expect(response.headers.get('access-control-allow-headers')).toContain('x-new');
    },
  );

  it('may read every answer, errors and row counts included', async () => {
    const headers = { ...withKey(), Origin: 'http://127.0.0.1:3000', Prefer: 'count=exact' };
    const plans = await ask('/rest/v1/subscription_plans', {}, headers);
    expect(plans.headers.get('content-range')).toBe('0-1/2');
    expect(plans.headers.get('access-control-expose-headers')).toContain('Content-Range');
    const answers = [
      plans,
      await ask('/rest/v1/profiles', {}, headers),
      await ask('/rest/v1/profiles'),
      await ask('/auth/v1/token?grant_type=password', { method: 'POST', body: '{}' }, headers),
      await ask('/auth/v1/user', {}, headers),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 401, 401, 400, 401]);
    for (const answer of answers) expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a trigger that raises', () => {
  it('is HTTP 500 in the words of hosted Auth; the cause is told to the developer, without the row', async () => {
    await stack.execute(`CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO public.profiles (id, plan) VALUES (new.id, NULL); RETURN new; END $$;
      CREATE TRIGGER refuse AFTER INSERT ON auth.users FOR EACH ROW WHEN (new.email LIKE 'refused%') EXECUTE FUNCTION public.refuse()`);
    const body = JSON.stringify({ email: 'refused@example.com', password: 'correct horse' });
    const response = await ask('/auth/v1/signup', { method: 'POST', body }, withKey());
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        code: 500,
        error_code: 'unexpected_failure',
        msg: 'Database error saving new user',
        error_id: expect.any(String),
      },
    ]);
    const told = stack.events.filter((event) => event.type === 'auth_refused');
    // As supabase_auth_admin, who has no rights on public: as it would fail on hosted.
    expect(told).toMatchObject([
      {
        request: 'POST /auth/v1/signup',
        failure: {
          sqlstate: '42501',
          message: 'permission denied for table profiles',
          where: 'PL/pgSQL function public.refuse() line 2 at SQL statement',
        },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('refused@example.com');
    await stack.execute(`CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM new.email::int; RETURN new; END $$`);
    await ask('/auth/v1/signup', { method: 'POST', body }, withKey());
    expect(stack.events.at(-1)).toMatchObject({
      failure: { sqlstate: '22P02', message: 'invalid input syntax for type integer: "…"' },
    });
    await stack.execute('DROP FUNCTION public.refuse() CASCADE');
    await signUp(stack, 'refused@example.com');
  });
});

describe('a write the database refuses', () => {
  it.each([
    ['a check', "ADD CONSTRAINT tried CHECK (plan <> 'odd')", 400, '23514', 'violates check constraint'],
    [
      'an exclusion',
      "ADD CONSTRAINT tried EXCLUDE USING btree (plan WITH =) WHERE (plan = 'odd')",
      400,
      '23P01',
      'violates exclusion constraint',
    ],
  ])('%s is answered as PostgREST answers it', async (_, constraint, status, code, says) => {
    const [first, second] = [
      await signUp(stack, `${code}.1@example.com`),
      await signUp(stack, `${code}.2@example.com`),
    ];
    await stack.execute(`ALTER TABLE public.profiles ${constraint}`);
    const server = stack.client(stack.secretKey);
    await server.from('profiles').update({ plan: 'odd' }).eq('id', first.id);
    const refused = await server.from('profiles').update({ plan: 'odd' }).eq('id', second.id);
    await stack.execute('ALTER TABLE public.profiles DROP CONSTRAINT tried');
    expect([refused.status, refused.error]).toEqual([
      status,
      expect.objectContaining({ code, message: expect.stringContaining(says), details: expect.any(String) }),
    ]);
  });

  it.each([
    ["EXCEPTION 'not now' USING HINT = 'later'", 400, 'P0001', 'not now'],
    ['connection_exception', 503, '08000', 'connection_exception'],
  ])('a trigger that raises %s, too', async (raises, status, code, message) => {
    const { id } = await signUp(stack, `${code}@example.com`);
    await stack.execute(`CREATE FUNCTION public.raise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE ${raises}; END $$;
      CREATE TRIGGER raise BEFORE UPDATE ON public.profiles FOR EACH ROW EXECUTE FUNCTION public.raise()`);
    const refused = await stack.client(stack.secretKey).from('profiles').update({ phone: null }).eq('id', id);
    await stack.execute('DROP FUNCTION public.raise() CASCADE');
    expect([refused.status, refused.error?.code, refused.error?.message]).toEqual([status, code, message]);
  });
});
