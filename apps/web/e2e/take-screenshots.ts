import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openWorld, type World } from './app/open-world.ts';
import { fillForm } from './browser/fill-form.ts';
import { openVisitor } from './browser/open-visitor.ts';

// No test, and so an error where there is no Chromium: `npm run screenshots` in apps/web takes the README's pictures; with SCREENSHOTS=FOLDER it takes all there are.
const folder = process.env.SCREENSHOTS;
const README = ['home-wide', 'profile-narrow', 'notes-narrow'];
const root = fileURLToPath(new URL('../../..', import.meta.url));

const sizes = {
  wide: { width: 1280, height: 800 },
  tablet: { width: 768, height: 900 },
  narrow: { width: 360, height: 740 },
};

describe('screenshots', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  it('of every page, light and dark, at three widths', async () => {
    const target = join(root, folder ?? 'docs/images');
    mkdirSync(target, { recursive: true });
    const visitor = await openVisitor(world.url);
    const { page } = visitor;
    const shoot = async (name: string) => {
      for (const [size, viewport] of Object.entries(sizes)) {
        if (folder === undefined && !README.includes(`${name}-${size}`)) continue;
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.screenshot({
            path: join(target, `${name}-${size}-${colorScheme}.png`),
            fullPage: true,
            caret: 'initial',
          });
        }
      }
      await page.setViewportSize(sizes.wide);
    };

    for (const [name, path] of [
      ['home', '/'],
      ['sign-in', '/sign-in'],
      ['sign-up', '/sign-up'],
      ['reset', '/reset-password'],
      ['check-mail', '/check-mail'],
      ['link-expired', '/link-expired'],
    ] as const) {
      await page.goto(path);
      await shoot(name);
    }
    await page.goto('/sign-up');
    await fillForm(page, { Name: 'Ada O’Brien', 'E-mail': 'ada', Password: 'short' }, 'Create account');
    await page.getByText('Use at least 8 characters.').waitFor();
    await shoot('sign-up-errors');
    await fillForm(page, { 'E-mail': 'ada@example.com', Password: 'correct horse' }, 'Create account');
    await page.waitForURL('/profile');
    await shoot('profile');
    await fillForm(page, { Phone: '0151 12345678' }, 'Save profile');
    await page.getByText('Write the number with a plus').waitFor();
    await shoot('profile-error');
    await page.goto('/notes');
    await shoot('notes-empty');
    for (const [title, text] of [
      ['Frost line', 'Eighty centimetres here. The footing goes below it, or the winter lifts the wall.'],
      ['Ask the surveyor', 'Is the northern boundary the hedge or the ditch behind it?'],
      ['Soil report', 'Clay down to two metres, gravel below.\nBearing capacity is fine; drainage is not.'],
    ] as const) {
      await fillForm(page, { Title: title, Text: text }, 'Add note');
      await page.getByRole('link', { name: title }).waitFor();
    }
    await shoot('notes');
    await page.getByRole('link', { name: 'Frost line' }).click();
    await page.getByRole('heading', { name: 'Change a note' }).waitFor();
    await page.getByText('Delete this note').click();
    await shoot('note');
    await visitor.close();
  });
});
