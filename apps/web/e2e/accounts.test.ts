import { afterAll, beforeAll, expect, it } from 'vitest';
import { password, signUpOverApi } from './app/api-user.ts';
import { openWorld, type World } from './app/open-world.ts';
import { fillForm } from './browser/fill-form.ts';
import { inBrowser } from './browser/in-browser.ts';
import { openVisitor } from './browser/open-visitor.ts';

inBrowser('accounts', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  it('a sign-up leads to the profile the trigger made, with the name as typed', async () => {
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('heading', { name: 'Create an account' }).waitFor();
    await fillForm(
      page,
      { Name: "Sinéad O'Brien", 'E-mail': 'sinead@example.com', Password: password },
      'Create account',
    );
    await page.waitForURL('/profile');
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe("Sinéad O'Brien");
    expect(await page.getByLabel('Name').inputValue()).toBe("Sinéad O'Brien");
    // No script of the page, and so none that somebody injects, can read the session.
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await page.context().cookies()).toContainEqual(
      expect.objectContaining({ httpOnly: true, sameSite: 'Lax' }),
    );
    await visitor.close();
  });

  it('a sign-up without a name has a profile too; its address names it', async () => {
    const visitor = await openVisitor(world.url);
    await visitor.page.goto('/sign-up');
    await fillForm(visitor.page, { 'E-mail': 'nameless@example.com', Password: password }, 'Create account');
    await visitor.page.waitForURL('/profile');
    expect(await visitor.page.getByRole('heading', { level: 2 }).textContent()).toBe('nameless@example.com');
    expect(await visitor.page.getByLabel('Name').inputValue()).toBe('');
    await visitor.close();
  });

  it('what is wrong stands at its field, which has the focus; what was typed is kept, passwords are not', async () => {
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-up');
    await fillForm(page, { Name: 'Ann', 'E-mail': 'ann@', Password: 'short' }, 'Create account');
    const email = page.getByLabel('E-mail');
    await page.getByText('Enter an e-mail address').waitFor();
    expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    const described = await email.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).getAttribute('role')).toBe('alert');
    expect(await email.inputValue()).toBe('ann@');
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.getByText('Use at least 8 characters.').count()).toBe(1);
    await visitor.close();
  });

  it('an address that is taken and a wrong password are said in a sentence', async () => {
    await signUpOverApi(world, 'taken@example.com');
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-up');
    await fillForm(page, { 'E-mail': 'taken@example.com', Password: password }, 'Create account');
    await page.getByText('There is an account with this address already').waitFor();
    await page.goto('/sign-in');
    await fillForm(page, { 'E-mail': 'taken@example.com', Password: 'not this one' }, 'Sign in');
    const alert = page.getByText('do not belong together');
    await alert.waitFor();
    expect(await alert.evaluate((message) => message === document.activeElement)).toBe(true);
    await visitor.close();
  });

  it('private pages lead to the sign-in and back, signing out closes them', async () => {
    const user = await signUpOverApi(world, 'back@example.com');
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/notes');
    expect(new URL(page.url()).search).toBe('?next=%2Fnotes');
    await fillForm(page, { 'E-mail': user.email, Password: password }, 'Sign in');
    await page.waitForURL('/notes');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('/');
    for (const path of ['/notes', '/profile', '/new-password', `/notes/${user.id}`]) {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    }
    await visitor.close();
  });

  // Every trick there is stands in safe-path.test.ts.
  it.each(['//evil.example', '/\\evil.example'])(
    'a sign-in never leads to another site: %j',
    async (next) => {
      const email = `next${Math.abs(next.length * 31 + next.charCodeAt(1))}@example.com`;
      await signUpOverApi(world, email);
      const visitor = await openVisitor(world.url);
      const { page } = visitor;
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      // Also when the field of the form is changed.
      await page
        .locator('input[name=next]')
        .evaluate((field, value) => field.setAttribute('value', value), next);
      await fillForm(page, { 'E-mail': email, Password: password }, 'Sign in');
      await page.waitForURL('/profile');
      await visitor.close();
    },
  );

  it('a broken sign-up trigger: a plain sentence for the user, the error and the command in the log', async () => {
    const [intact] = await world.sql`select pg_get_functiondef('public.handle_new_user'::regproc) as text`;
    await world.sql.unsafe(`create or replace function public.handle_new_user() returns trigger language plpgsql
      security definer set search_path = '' as $$ begin raise exception 'profiles are full'; end $$`);
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-up');
    await fillForm(page, { 'E-mail': 'unlucky@example.com', Password: password }, 'Create account');
    const alert = page.getByRole('alert').filter({ hasText: 'account' });
    expect(await alert.textContent()).toBe(
      'We could not create your account, and it is not your fault. Nothing was saved: please try again later.',
    );
    await visitor.close();
    const log = world.log();
    expect(log).toContain('Postgres says: profiles are full (P0001)');
    expect(log).toContain('public.handle_new_user()');
    expect(log).toContain('npm run verify-triggers');
    expect(log).not.toContain('unlucky');
    expect(
      await world.sql`select from auth.users where email like 'rehearsal%' or email like 'unlucky%'`,
    ).toHaveLength(0);
    await world.sql.unsafe(String(intact?.text));
  });

  it('without JavaScript the same forms do the same', async () => {
    const visitor = await openVisitor(world.url, { javaScriptEnabled: false });
    const { page } = visitor;
    await page.goto('/sign-up');
    await fillForm(page, { Name: 'Noël', 'E-mail': 'plain@', Password: password }, 'Create account');
    expect(await page.getByRole('alert').textContent()).toContain('Enter an e-mail address');
    expect(await page.getByLabel('Name').inputValue()).toBe('Noël');
    expect(await page.locator(':focus').getAttribute('name')).toBe('email');
    await fillForm(page, { 'E-mail': 'plain@example.com', Password: password }, 'Create account');
    await page.waitForURL('/profile');
    await fillForm(page, { Phone: '0151' }, 'Save profile');
    expect(await page.getByRole('alert').textContent()).toContain('Write the number with a plus');
    await fillForm(page, { Phone: '+4915112345678' }, 'Save profile');
    expect(await page.getByRole('status').textContent()).toBe('Your profile is saved.');
    await page.getByRole('link', { name: 'Notes' }).click();
    await fillForm(page, { Title: 'Plain', Text: 'No script ran.' }, 'Add note');
    await page.getByRole('link', { name: 'Plain' }).click();
    await fillForm(page, { Title: 'Plainer' }, 'Save note');
    await page.getByRole('link', { name: 'Plainer' }).click();
    await page.getByText('Delete this note').click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('The note is deleted.').waitFor();
    await page.getByText('No notes yet').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('/');
    await visitor.close();
  });

  it('a session outlives its access token: the proxy refreshes it, and keeps the answer out of caches', async () => {
    const { session } = await signUpOverApi(world, 'patient@example.com');
    const visit = (cookie: string) =>
      fetch(`${world.url}/notes`, { headers: { cookie }, redirect: 'manual' });
    const answer = await visit(sessionCookie({ ...session, expires_at: 1 }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('pragma')).toBe('no-cache');
    const [renewed = ''] = answer.headers.getSetCookie();
    expect(renewed).toMatch(/^sb-127-auth-token=base64-.*HttpOnly/);
    expect((await visit(renewed.split(';')[0] ?? '')).status).toBe(200);
    // The refresh token of a stranger's making.
    const refused = await visit(sessionCookie({ ...session, expires_at: 1, refresh_token: 'made-up' }));
    expect(refused.headers.get('location')).toBe('/sign-in?next=%2Fnotes');
  });
});

/** The cookie `@supabase/ssr` keeps a session in, named after the host of the API. */
function sessionCookie(session: object): string {
  return `sb-127-auth-token=base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`;
}
