import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { buildApp } from './app/build-app.ts';
import { findChromium } from './browser/find-chromium.ts';
import { launchChromium } from './browser/launch-chromium.ts';

const web = dirname(dirname(fileURLToPath(import.meta.url)));

/** Builds the app and starts a browser, once for all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium(join(web, '..', '..'));
  if (!found) {
    const sentence = 'No Chromium: the end-to-end tests did not run. Set CHROMIUM_PATH to one.';
    if (process.env.CI) throw new Error(sentence);
    process.stderr.write(`\n*** ${sentence} ***\n\n`);
    project.provide('browser', '');
    return async () => undefined;
  }
  await buildApp(web);
  const browser = await launchChromium(found);
  project.provide('browser', browser.wsEndpoint());
  return () => browser.close();
}
