import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, password } from './app/api-user.ts';
import { openWorld, type World } from './app/open-world.ts';
import { fillForm } from './browser/fill-form.ts';
import { inBrowser } from './browser/in-browser.ts';
import { openVisitor } from './browser/open-visitor.ts';

inBrowser('links in mails', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ confirmations: true });
  });
  afterAll(() => world?.close());

  /** The link of the newest mail to an address, out of the mailbox as a developer sees it. */
  async function linkTo(email: string): Promise<string> {
    const mails = await (await fetch(`${world.stack.mailboxUrl}.json`)).json();
    const mail = mails.find((each: { to: string }) => each.to === email);
    if (!mail?.link) throw new Error(`No mail to ${email}.`);
    return mail.link;
  }

  async function signUp(email: string): Promise<string> {
    await call(world, '/auth/v1/signup', { method: 'POST', body: { email, password } });
    return linkTo(email);
  }

  const visit = (link: string, method = 'GET') => fetch(link, { method, redirect: 'manual' });

  it('a sign-up waits for its mail; the link confirms it, once', async () => {
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-up');
    await fillForm(page, { Name: 'Ida', 'E-mail': 'ida@example.com', Password: password }, 'Create account');
    await page.waitForURL('/check-mail');
    await page.goto('/sign-in');
    await fillForm(page, { 'E-mail': 'ida@example.com', Password: password }, 'Sign in');
    await page.getByText('This address is not confirmed yet').waitFor();

    const link = await linkTo('ida@example.com');
    // A scanner looks whether the link works: that spends nothing.
    expect((await visit(link, 'HEAD')).status).toBe(200);
    await page.goto(link);
    expect(new URL(page.url()).pathname).toBe('/profile');
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('Ida');
    await page.goto(link);
    expect(new URL(page.url()).pathname).toBe('/link-expired');
    await visitor.close();
  });

  it.each([
    ['/notes', '/notes'],
    ['/notes?done=created', '/notes?done=created'],
    ['https://evil.example/', '/profile'],
    ['//evil.example', '/profile'],
    ['/\\evil.example', '/profile'],
    ['/\t/evil.example', '/profile'],
    ['/.//evil.example', '/profile'],
    ['javascript:alert(1)', '/profile'],
  ])('next=%j leads to %s', async (next, goal) => {
    const link = await signUp(`${Buffer.from(next).toString('hex')}@example.com`);
    const answer = await visit(`${link}&next=${encodeURIComponent(next)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(goal);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('set-cookie')).toContain('auth-token');
  });

  it.each([
    ['nothing', ''],
    ['a garbage token', '?token_hash=garbage&type=signup'],
    ['an unknown type', '?token_hash=garbage&type=admin'],
    ['a token without a type', '?token_hash=garbage'],
    ['a garbage code', '?code=garbage'],
    ['what Supabase says of an expired one', '?error=access_denied&error_code=otp_expired'],
  ])('%s: the link no longer works, and nobody is signed in', async (_, query) => {
    const answer = await visit(`${world.url}/auth/confirm${query}`);
    expect(answer.headers.get('location')).toBe('/link-expired');
    expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/auth-token=[^;]/);
  });

  it('an expired link is refused, and a new one can be asked for', async () => {
    const link = await signUp('late@example.com');
    await world.sql`update auth.users set confirmation_sent_at = now() - interval '2 days' where email = 'late@example.com'`;
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto(link);
    expect(new URL(page.url()).pathname).toBe('/link-expired');
    // Hosted Auth sends it; the local API never sends a second one, and the answer is the same either way.
    await fillForm(page, { 'E-mail': 'late@example.com' }, 'Send the link');
    await page.getByRole('status').filter({ hasText: 'a mail with a new link' }).waitFor();
    await visitor.close();
  });

  it('a forgotten password: the link leads to a new one, the old one is out', async () => {
    await visit(await signUp('forgetful@example.com'));
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
    await fillForm(page, { 'E-mail': 'forgetful@example.com' }, 'Send the link');
    const answer = await page.getByRole('status').textContent();
    await page.goto(await linkTo('forgetful@example.com'));
    expect(new URL(page.url()).pathname).toBe('/new-password');
    await fillForm(page, { 'New password': 'another horse battery' }, 'Set password');
    await page.getByText('Your new password is set').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('/');
    await page.goto('/sign-in');
    await fillForm(page, { 'E-mail': 'forgetful@example.com', Password: password }, 'Sign in');
    await page.getByText('do not belong together').waitFor();
    await fillForm(page, { Password: 'another horse battery' }, 'Sign in');
    await page.waitForURL('/profile');

    // Nobody learns here who has an account.
    await page.goto('/reset-password');
    await fillForm(page, { 'E-mail': 'stranger@example.com' }, 'Send the link');
    expect(await page.getByRole('status').textContent()).toBe(answer);
    await visitor.close();
  });
});
