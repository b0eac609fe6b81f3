import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiUser, call, signUpOverApi } from './app/api-user.ts';
import { forgeToken } from './app/forge-token.ts';
import { openWorld, type World } from './app/open-world.ts';
import { fillForm } from './browser/fill-form.ts';
import { inBrowser } from './browser/in-browser.ts';
import { openVisitor, type Visitor } from './browser/open-visitor.ts';
import { signIn } from './browser/sign-in.ts';

inBrowser('profiles and notes', () => {
  let world: World;
  let alice: ApiUser;
  let bob: ApiUser;
  let secret: string;
  beforeAll(async () => {
    world = await openWorld();
    alice = await signUpOverApi(world, 'alice@example.com', 'Alice');
    bob = await signUpOverApi(world, 'bob@example.com', 'Bob');
    const { body } = await alice.rest('notes', {
      method: 'POST',
      body: { title: 'The key', body: 'is below the mat' },
    });
    secret = JSON.parse(JSON.stringify(body))[0].id;
  });
  afterAll(() => world?.close());

  async function visitAs(user: ApiUser, expected?: RegExp): Promise<Visitor> {
    const visitor = await openVisitor(world.url, expected === undefined ? {} : { expected });
    await signIn(visitor.page, user.email);
    return visitor;
  }

  const theKey = () => world.sql`select owner, title, body from public.notes where id = ${secret}`;
  const untouched = () => [{ owner: alice.id, title: 'The key', body: 'is below the mat' }];

  it('a profile is edited, and the checks of the database answer at their fields', async () => {
    const visitor = await visitAs(alice);
    const { page } = visitor;
    await page.route('https://pictures.example/**', (route) =>
      route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
      }),
    );
    const wrong = [
      ['Phone', '0151 12345678', 'Write the number with a plus'],
      ['Picture', 'javascript:alert(1)', 'Give an address that begins with https://'],
      ['Name', 'A'.repeat(201), 'A name has at most 200 characters.'],
    ] as const;
    for (const [label, value, sentence] of wrong) {
      const field = page.getByLabel(label);
      const before = await field.inputValue();
      await fillForm(page, { [label]: value }, 'Save profile');
      await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
      expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
      expect(await field.inputValue()).toBe(value);
      await field.fill(before);
    }
    const [before] =
      await world.sql`select full_name, avatar_url, phone from public.profiles where id = ${alice.id}`;
    expect(before).toEqual({ full_name: 'Alice', avatar_url: null, phone: null });

    await fillForm(
      page,
      { Name: 'Alice Łukasz', Picture: 'https://pictures.example/alice.svg', Phone: '+4915112345678' },
      'Save profile',
    );
    await page.getByRole('status').filter({ hasText: 'Your profile is saved.' }).waitFor();
    await page.getByRole('heading', { name: 'Alice Łukasz' }).waitFor();
    expect(await page.locator('img').getAttribute('src')).toBe('https://pictures.example/alice.svg');
    const [after] =
      await world.sql`select full_name, avatar_url, phone, plan from public.profiles where id = ${alice.id}`;
    expect(after).toEqual({
      full_name: 'Alice Łukasz',
      avatar_url: 'https://pictures.example/alice.svg',
      phone: '+4915112345678',
      plan: 'Free',
    });
    await fillForm(page, { Phone: '' }, 'Save profile');
    await expect
      .poll(() => world.sql`select phone from public.profiles where id = ${alice.id}`)
      .toEqual([{ phone: null }]);
    await visitor.close();
  });

  it('notes are added, changed and deleted; their checks answer at their fields', async () => {
    const visitor = await visitAs(bob);
    const { page } = visitor;
    await page.getByRole('link', { name: 'Notes' }).click();
    await page.getByText('No notes yet').waitFor();
    await fillForm(page, { Text: 'without a title' }, 'Add note');
    await page.getByText('Give it a title').waitFor();
    expect(await page.getByLabel('Text').inputValue()).toBe('without a title');
    await fillForm(page, { Title: "O'Brien's <b>list</b>" }, 'Add note');
    await page.getByText('Your note is saved.').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('');
    await page.getByRole('link', { name: "O'Brien's <b>list</b>" }).click();
    await page.getByRole('heading', { name: 'Change a note' }).waitFor();
    await fillForm(page, { Title: 'List', Text: 'milk' }, 'Save note');
    await page.getByText('Your changes are saved.').waitFor();
    expect(await world.sql`select title, body from public.notes where owner = ${bob.id}`).toEqual([
      { title: 'List', body: 'milk' },
    ]);
    await page.getByRole('link', { name: 'List' }).click();
    await page.getByText('Delete this note').click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('The note is deleted.').waitFor();
    expect(await world.sql`select from public.notes where owner = ${bob.id}`).toHaveLength(0);
    await visitor.close();
  });

  it('somebody else’s note is not found, and a form with its id changes nothing', async () => {
    const visitor = await visitAs(bob, /404/);
    const { page } = visitor;
    await page.goto('/notes');
    expect(await page.getByText('The key').count()).toBe(0);
    for (const id of [secret, '00000000-0000-0000-0000-000000000000', "1' or '1'='1"]) {
      const answer = await page.goto(`/notes/${encodeURIComponent(id)}`);
      expect(answer?.status()).toBe(404);
      await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    }
    await page.goto('/notes');
    await fillForm(page, { Title: 'Mine' }, 'Add note');
    await page.getByText('Your note is saved.').waitFor();
    for (const [button, open] of [
      ['Save note', false],
      ['Delete for good', true],
    ] as const) {
      await page.goto('/notes');
      await page.getByRole('link', { name: 'Mine' }).click();
      await page.getByRole('heading', { name: 'Change a note' }).waitFor();
      if (open) await page.getByText('Delete this note').click();
      for (const field of await page.locator('input[name=id]').all()) {
        await field.evaluate((input, id) => input.setAttribute('value', id), secret);
      }
      await page.getByRole('button', { name: button }).click();
      await page.getByText('This note is gone').waitFor();
    }
    expect(await theKey()).toEqual(untouched());
    await visitor.close();
  });

  it('nor over REST', async () => {
    expect((await bob.rest(`notes?id=eq.${secret}`)).body).toEqual([]);
    expect(
      (await bob.rest(`notes?id=eq.${secret}`, { method: 'PATCH', body: { title: 'mine' } })).body,
    ).toEqual([]);
    expect((await bob.rest(`notes?id=eq.${secret}`, { method: 'DELETE' })).body).toEqual([]);
    const planted = await bob.rest('notes', { method: 'POST', body: { title: 'planted', owner: alice.id } });
    expect(planted).toMatchObject({ status: 403, body: { code: '42501' } });
    const moved = await bob.rest(`profiles?id=eq.${alice.id}`, {
      method: 'PATCH',
      body: { full_name: 'Eve' },
    });
    expect(moved.body).toEqual([]);
    expect(await theKey()).toEqual(untouched());
  });

  it('a token nobody signed, and one signed with another secret, are refused', async () => {
    for (const token of [forgeToken(alice.id, 'none'), forgeToken(alice.id, 'guessed secret')]) {
      const read = await bob.rest('notes', { token });
      expect(read.status).toBe(401);
      expect(read.body).not.toContainEqual(expect.anything());
      const written = await bob.rest(`notes?id=eq.${secret}`, {
        method: 'PATCH',
        body: { title: 'forged' },
        token,
      });
      expect(written.status).toBe(401);
    }
    expect((await call(world, '/rest/v1/notes', {})).status).toBe(401);
    expect(await theKey()).toEqual(untouched());
  });

  it('nobody changes his own plan, address or owner', async () => {
    for (const [path, body] of [
      [`profiles?id=eq.${bob.id}`, { plan: 'Pro' }],
      [`profiles?id=eq.${bob.id}`, { email: 'root@example.com' }],
      ['subscription_plans?name=eq.Pro', { price: 0 }],
    ] as const) {
      expect(await bob.rest(path, { method: 'PATCH', body })).toMatchObject({
        status: 403,
        body: { code: '42501' },
      });
    }
    expect(await world.sql`select plan, email from public.profiles where id = ${bob.id}`).toEqual([
      { plan: 'Free', email: bob.email },
    ]);
    expect(await world.sql`select price from public.subscription_plans where name = 'Pro'`).toEqual([
      { price: '12.00' },
    ]);
  });

  it('a user whose profile was never made is told so, and the log names the trigger', async () => {
    await world.sql`delete from public.profiles where id = ${bob.id}`;
    const visitor = await visitAs(bob);
    await visitor.page.getByText('Your account has no profile yet.').waitFor();
    await visitor.close();
    expect(world.log()).toContain('handle_new_user');
    expect(world.log()).toContain('npm run verify-triggers');
  });
});
