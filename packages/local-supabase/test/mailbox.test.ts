import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openTestStack, signUp, type TestStack } from './open-test-stack.ts';

let stack: TestStack;
afterEach(() => stack.close());

function tokenOf(link: string | undefined): { token_hash: string; type: string } {
  const { searchParams } = new URL(link ?? '');
  return { token_hash: searchParams.get('token_hash') ?? '', type: searchParams.get('type') ?? '' };
}

it('keeps the mail of a sign-up that must be confirmed, and its link confirms it once', async () => {
  stack = await openTestStack({ confirmations: true, siteUrl: 'http://127.0.0.1:3999/' });
  const client = stack.client();
  const email = 'confirm@example.com';
  const { data } = await client.auth.signUp({ email, password: 'correct horse' });
  expect([data.user?.email, data.session]).toEqual([email, null]);
  const early = await client.auth.signInWithPassword({ email, password: 'correct horse' });
  expect(early.error?.code).toBe('email_not_confirmed');

  const [mail, ...others] = stack.mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: email, type: 'signup', code: expect.stringMatching(/^\d{6}$/) });
  expect(mail?.link).toMatch(/^http:\/\/127\.0\.0\.1:3999\/auth\/confirm\?token_hash=[\w-]+&type=signup$/);
  expect(mail?.html).toContain(tokenOf(mail?.link).token_hash);
  expect(stack.events).toContainEqual({ type: 'mail', mail });

  const token = tokenOf(mail?.link);
  const confirmed = await client.auth.verifyOtp({ token_hash: token.token_hash, type: 'signup' });
  expect(confirmed.data.session?.user.email).toBe(email);
  const again = await stack.client().auth.verifyOtp({ token_hash: token.token_hash, type: 'signup' });
  expect(again.error?.code).toBe('otp_expired');
  expect((await client.from('profiles').select('email')).data).toEqual([{ email }]);
});

it('takes the code of a mail too, and `email` as the type, as hosted does', async () => {
  stack = await openTestStack({ confirmations: true });
  const client = stack.client();
  for (const [email, by] of [
    ['code@example.com', 'code'],
    ['hash@example.com', 'hash'],
  ] as const) {
    await client.auth.signUp({ email, password: 'correct horse' });
    const [mail] = stack.mails();
    const { error } = await client.auth.verifyOtp(
      by === 'code'
        ? { email, token: mail?.code ?? '', type: 'email' }
        : { token_hash: tokenOf(mail?.link).token_hash, type: 'email' },
    );
    expect([by, error]).toEqual([by, null]);
  }
});

it('sends a confirmation again, once a second, and only the newest works', async () => {
  stack = await openTestStack({ confirmations: true });
  const client = stack.client();
  const email = 'again@example.com';
  const signUp = (password = 'correct horse') => client.auth.signUp({ email, password });
  const wait = () => new Promise((resolve) => setTimeout(resolve, 1_100));
  await signUp();
  expect((await client.auth.resend({ type: 'signup', email })).error?.code).toBe(
    'over_email_send_rate_limit',
  );
  await wait();
  expect((await client.auth.resend({ type: 'signup', email })).error).toBeNull();
  await wait();
  const repeated = await signUp('another password');
  expect([repeated.error, repeated.data.user?.email, repeated.data.session]).toEqual([null, email, null]);
  const tokens = stack.mails().map((mail) => tokenOf(mail.link).token_hash);
  expect(new Set(tokens).size).toBe(3);
  const [newest = '', ...older] = tokens;
  for (const token_hash of older) {
    expect((await client.auth.verifyOtp({ token_hash, type: 'signup' })).error?.code).toBe('otp_expired');
  }
  expect((await client.auth.verifyOtp({ token_hash: newest, type: 'signup' })).error).toBeNull();
  const fresh = stack.client();
  expect((await fresh.auth.signInWithPassword({ email, password: 'another password' })).error?.code).toBe(
    'invalid_credentials',
  );
  expect((await fresh.auth.signInWithPassword({ email, password: 'correct horse' })).error).toBeNull();
  // Who is confirmed gets none, and nobody is told who is.
  await wait();
  expect((await client.auth.resend({ type: 'signup', email })).error).toBeNull();
  expect((await client.auth.resend({ type: 'signup', email: 'nobody@example.com' })).error).toBeNull();
  expect(stack.mails()).toHaveLength(3);
});

it('needs no confirmation by default, and resets a password by mail', async () => {
  stack = await openTestStack();
  const email = 'reset@example.com';
  await signUp(stack, email);
  expect(stack.mails()).toEqual([]);
  const client = stack.client();
  expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull();
  expect((await client.auth.resetPasswordForEmail('nobody@example.com')).error).toBeNull();
  expect(stack.mails().map((mail) => [mail.to, mail.type])).toEqual([[email, 'recovery']]);
  const { token_hash } = tokenOf(stack.mails()[0]?.link);
  expect((await client.auth.verifyOtp({ token_hash, type: 'recovery' })).error).toBeNull();
  expect((await client.auth.updateUser({ password: 'battery staple' })).error).toBeNull();
  const fresh = stack.client();
  expect((await fresh.auth.signInWithPassword({ email, password: 'correct horse' })).error?.code).toBe(
    'invalid_credentials',
  );
  expect((await fresh.auth.signInWithPassword({ email, password: 'battery staple' })).error).toBeNull();
});

it('signs in by link, and makes the user on the way', async () => {
  stack = await openTestStack();
  const client = stack.client();
  expect((await client.auth.signInWithOtp({ email: 'link@example.com' })).error).toBeNull();
  const { token_hash, type } = tokenOf(stack.mails()[0]?.link);
  expect(type).toBe('magiclink');
  expect((await client.auth.verifyOtp({ token_hash, type: 'magiclink' })).error).toBeNull();
  expect((await client.from('profiles').select('email')).data).toEqual([{ email: 'link@example.com' }]);
});

it('shows its mails as a page and as JSON, to this machine alone', async () => {
  stack = await openTestStack();
  await signUp(stack, 'page@example.com');
  await signUp(stack, 'other@example.com');
  const client = stack.client();
  await client.auth.resetPasswordForEmail('page@example.com');
  await client.auth.resetPasswordForEmail('other@example.com');
  const page = await fetch(stack.mailboxUrl, { headers: { Accept: 'text/html' } });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('access-control-allow-origin')).toBeNull();
  const html = await page.text();
  expect(html).toContain('page@example.com');
  expect(html).toContain(`href="${stack.mails()[0]?.link?.replaceAll('&', '&#38;')}"`);
  const json: unknown = await (await fetch(`${stack.mailboxUrl}.json?to=page@example.com`)).json();
  expect(json).toEqual([stack.mails()[1]]);
  const mail = await fetch(`${stack.mailboxUrl}/${stack.mails()[0]?.id}`);
  expect(await mail.text()).toBe(stack.mails()[0]?.html);
  expect((await fetch(`${stack.mailboxUrl}/nothing`)).status).toBe(404);

  const { request } = await import('node:http');
  const rebound = await new Promise((resolve) => {
    request(stack.mailboxUrl, { headers: { Host: 'evil.example' } }, (response) =>
      resolve(response.statusCode),
    ).end();
  });
  expect(rebound).toBe(403);

  expect((await fetch(stack.mailboxUrl, { method: 'DELETE' })).status).toBe(204);
  expect(stack.mails()).toEqual([]);
});

it('composes its mails from the templates of the CLI, values escaped', async () => {
  const templates = mkdtempSync(join(tmpdir(), 'templates-'));
  writeFileSync(
    join(templates, 'recovery.html'),
    '<a href="{{ .SiteURL }}/c?next={{.RedirectTo}}&t={{ .TokenHash }}">{{ .Email }}</a>{{ .Nothing }}',
  );
  stack = await openTestStack({ templates, siteUrl: 'http://127.0.0.1:3000' });
  await signUp(stack, "o'brien+<b>@example.com".replace(/[<>]/g, ''));
  await stack.client().auth.resetPasswordForEmail("o'brien+b@example.com");
  const [mail] = stack.mails();
  expect(mail?.html).toBe(
    `<a href="http://127.0.0.1:3000/c?next=http%3A%2F%2F127.0.0.1%3A3000&t=${tokenOf(mail?.link).token_hash}">o&#39;brien+b@example.com</a>`,
  );
});
