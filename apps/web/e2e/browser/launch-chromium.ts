import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

// Only pages of our own are opened, and root (a container) has no sandbox to enter.
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

let launched: Promise<Browser> | undefined;

/** The browser of this process, started once; it ends with it. */
export function launchChromium(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const { path: executablePath, libraries } = await findChromium();
  const options = { executablePath, args, timeout: 120_000 };
  try {
    return await chromium.launch(options);
  } catch (error) {
    const lacking = error instanceof Error && error.message.includes('error while loading shared libraries');
    if (!lacking || libraries === undefined) throw error;
    return chromium.launch({ ...options, env: { ...definedEnvironment(), LD_LIBRARY_PATH: libraries } });
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
