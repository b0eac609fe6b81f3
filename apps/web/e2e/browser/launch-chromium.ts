import { type BrowserServer, chromium } from 'playwright-core';
import type { Chromium } from './find-chromium.ts';

// Only pages of our own are opened, and root (a container) has no sandbox to enter.
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/** Starts a browser that every test file connects to. */
export async function launchChromium({ path, libraries }: Chromium): Promise<BrowserServer> {
  const launch = (env = process.env) =>
    chromium.launchServer({ executablePath: path, args, env: definedIn(env), timeout: 120_000 });
  try {
    return await launch();
  } catch (error) {
    const lacking = error instanceof Error && error.message.includes('error while loading shared libraries');
    if (!lacking || libraries === undefined) throw error;
    return launch({ ...process.env, LD_LIBRARY_PATH: libraries });
  }
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
