import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secrets } from './app/build-app.ts';
import { chooseFreePort } from './app/choose-free-port.ts';
import { distDir } from './app/next-command.ts';
import { type RunningApp, startApp } from './app/start-app.ts';
import { findBarriers } from './browser/find-barriers.ts';
import { inBrowser } from './browser/in-browser.ts';
import { openVisitor } from './browser/open-visitor.ts';

inBrowser('an incomplete environment', () => {
  let url: string;
  let app: RunningApp;
  beforeAll(async () => {
    const port = await chooseFreePort();
    url = `http://127.0.0.1:${port}`;
    app = await startApp(port, {
      NEXT_PUBLIC_SUPABASE_URL: 'localhost:54321',
      NEXT_PUBLIC_SUPABASE_ANON_KEY: 'sb_secret_swapped',
    });
  });
  afterAll(() => app?.stop());

  it('every address says which variable and where it is found, in page and log, without a value', async () => {
    const visitor = await openVisitor(url);
    const { page } = visitor;
    for (const path of ['/', '/sign-in', '/notes', '/auth/confirm?code=1']) {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe('/setup');
      const items = await page.getByRole('listitem').allTextContents();
      expect(items).toHaveLength(3);
      expect(items[0]).toMatch(/^DATABASE_URL is not set/);
      expect(items[1]).toMatch(/^NEXT_PUBLIC_SUPABASE_URL must be an address/);
      expect(items[2]).toMatch(/^NEXT_PUBLIC_SUPABASE_ANON_KEY holds a secret key/);
      for (const item of items) expect(item).toContain('Found at:');
      const html = await page.content();
      expect(html).not.toContain('sb_secret_swapped');
      expect(html).not.toMatch(/\bat .*\.(js|ts):\d+/);
    }
    expect(await findBarriers(page)).toEqual([]);
    await visitor.close();
    expect(app.log()).toContain('Groundwork: DATABASE_URL is not set.');
    expect(app.log()).toContain('rename it to NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY');
    expect(app.log()).not.toContain('sb_secret_swapped');
  });
});

describe('what a browser is sent', () => {
  it('holds no secret of the environment it was built in', async () => {
    const folder = join(import.meta.dirname, '..', distDir, 'static');
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => /\.(js|css|json|txt|map)$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    // The search finds what is there.
    expect(texts.some((text) => text.includes('This page could not be shown'))).toBe(true);
    const needles = [
      secrets.SUPABASE_SECRET_KEY,
      new URL(secrets.DATABASE_URL).password,
      'sb_secret_',
      'DATABASE_URL',
    ];
    for (const needle of needles)
      expect(
        texts.filter((text) => text.includes(needle)),
        needle,
      ).toEqual([]);
  });
});
