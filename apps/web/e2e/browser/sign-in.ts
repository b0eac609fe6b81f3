import type { Page } from 'playwright-core';
import { password } from '../app/api-user.ts';
import { fillForm } from './fill-form.ts';

/** Signs in through the form and waits for the profile. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await fillForm(page, { 'E-mail': email, Password: password }, 'Sign in');
  await page.waitForURL('/profile');
}
