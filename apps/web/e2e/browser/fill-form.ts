import type { Page } from 'playwright-core';

/** Fills fields by their label and presses a button, as a reader of the page would. */
export async function fillForm(
  page: Page,
  fields: Readonly<Record<string, string>>,
  button: string,
): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    // Not the form itself, whose label may hold the same words.
    await page.locator('input, textarea').and(page.getByLabel(label)).fill(value);
  }
  await page.getByRole('button', { name: button }).click();
}
