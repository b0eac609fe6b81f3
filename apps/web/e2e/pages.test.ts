import { afterAll, beforeAll, expect, it } from 'vitest';
import { password, signUpOverApi } from './app/api-user.ts';
import { openWorld, type World } from './app/open-world.ts';
import { fillForm } from './browser/fill-form.ts';
import { findBarriers } from './browser/find-barriers.ts';
import { inBrowser } from './browser/in-browser.ts';
import { openVisitor } from './browser/open-visitor.ts';
import { readLayoutShift } from './browser/read-layout-shift.ts';
import { signIn } from './browser/sign-in.ts';

inBrowser('every page', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    const { rest } = await signUpOverApi(world, 'reader@example.com', 'Reader');
    await rest('notes', { method: 'POST', body: { title: 'A'.repeat(200), body: 'word '.repeat(400) } });
  });
  afterAll(() => world?.close());

  it.concurrent.each(['light', 'dark'] as const)(
    'has no barrier, no shift, no overflow: %s',
    async (colorScheme) => {
      // The last of the pages is one that is not there.
      const visitor = await openVisitor(world.url, { colorScheme, expected: /404/ });
      const { page } = visitor;
      const check = async () => {
        for (const viewport of [
          { width: 1280, height: 800 },
          { width: 360, height: 740 },
        ]) {
          await page.setViewportSize(viewport);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth),
            page.url(),
          ).toBeLessThanOrEqual(viewport.width);
        }
        expect(await findBarriers(page), page.url()).toEqual([]);
        expect(await page.locator('h1').count(), page.url()).toBe(1);
        expect(await page.title()).toMatch(/Groundwork$/);
      };
      const open = async (path: string) => {
        await page.goto(path);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        // Where the face arrives late, its stand-in has all but the same measures. Below 0.1 counts as good.
        expect(await readLayoutShift(page), path).toBeLessThan(0.01);
        await check();
      };
      for (const path of ['/', '/sign-up', '/sign-in', '/reset-password', '/check-mail', '/link-expired'])
        await open(path);
      await open('/link-expired?because=unreachable');
      await page.goto('/sign-up');
      await fillForm(page, { 'E-mail': 'no', Password: 'short' }, 'Create account');
      await page.getByText('Use at least 8 characters.').waitFor();
      await check();
      await page.goto('/sign-in');
      await fillForm(page, { 'E-mail': 'reader@example.com', Password: 'wrong' }, 'Sign in');
      await page.getByRole('alert').filter({ hasText: 'belong' }).waitFor();
      await check();
      await signIn(page, 'reader@example.com');
      for (const path of [
        '/',
        '/profile',
        '/profile?done=password',
        '/notes',
        '/notes?done=created',
        '/new-password',
      ]) {
        await open(path);
      }
      await page.goto('/notes');
      await page.getByRole('link', { name: 'AAAA' }).click();
      await page.getByText('Delete this note').click();
      await check();
      await open('/not-there');
      await visitor.close();
    },
  );

  it('is reached by keyboard alone, and the focus can be seen', async () => {
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await page.goto('/sign-in');
    const seen: string[] = [];
    for (let n = 0; n < 9; n += 1) {
      await page.keyboard.press('Tab');
      seen.push(
        await page.locator(':focus').evaluate((element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const name = element.getAttribute('name') ?? element.textContent ?? '';
          return `${name.trim()} ${outlineStyle} ${outlineWidth}`;
        }),
      );
    }
    expect(seen).toEqual(
      [
        'Skip to the content',
        'Groundwork',
        'Sign in',
        'Sign up',
        'Create an account',
        'email',
        'password',
        'Sign in',
        'Forgot your password?',
      ].map((name) => `${name} solid 2px`),
    );
    await page.getByLabel('E-mail').fill('reader@example.com');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('/profile');
    await visitor.close();
  });

  it('comes with a policy of its own and the headers that harden it', async () => {
    const first = await fetch(`${world.url}/sign-in`);
    const nonceOf = (answer: Response) =>
      /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    const nonce = nonceOf(first);
    expect(nonce).toMatch(/^[A-Za-z0-9+/=]{40,}$/);
    const scripts = (await first.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(nonceOf(await fetch(`${world.url}/sign-in`))).not.toBe(nonce);
    const policy = first.headers.get('content-security-policy');
    expect(policy).not.toContain('unsafe');
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(first.headers.get('x-powered-by')).toBeNull();
    expect(first.headers.get('cache-control')).toContain('no-store');
  });

  it('says so in a sentence when what stands below it is away', async () => {
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    await signIn(page, 'reader@example.com');
    await world.stack.stop();
    await page.goto('/');
    await page.getByText('Our plans cannot be shown just now.').waitFor();
    for (const path of ['/notes', '/profile']) {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe(path);
      await page.getByText('We cannot reach our database just now').waitFor();
    }
    await page.goto('/sign-in');
    await fillForm(page, { 'E-mail': 'reader@example.com', Password: password }, 'Sign in');
    await page.getByText('We cannot reach the sign-in service just now').waitFor();
    const link = await fetch(`${world.url}/auth/confirm?token_hash=unspent&type=signup`, {
      redirect: 'manual',
    });
    expect(link.headers.get('location')).toBe('/link-expired?because=unreachable');
    await visitor.close();
  });
});
