import { existsSync } from 'node:fs';
import { unpackChromium } from './unpack-chromium.ts';

/** A Chromium that can be started. */
export interface Chromium {
  readonly path: string;
  /** Libraries to try when the system lacks them. */
  readonly libraries?: string;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where this machine's Chromium comes from: CHROMIUM_PATH, else npm (Linux x64), else what is installed. */
export function locateChromium(): { readonly path: string } | 'npm' | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given };
  if (process.platform === 'linux' && process.arch === 'x64') return 'npm';
  const path = INSTALLED.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path };
}

/** That Chromium, ready to start. @throws Error where there is none. */
export async function findChromium(): Promise<Chromium> {
  const place = locateChromium();
  if (place === undefined) throw new Error('There is no Chromium: set CHROMIUM_PATH to one.');
  return place === 'npm' ? unpackChromium() : place;
}
