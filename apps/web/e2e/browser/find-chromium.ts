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

/** CHROMIUM_PATH, else the one from npm (Linux x64), else the system's; undefined where there is none. */
export async function findChromium(root: string): Promise<Chromium | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: given };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium(root);
  const path = INSTALLED.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path };
}
