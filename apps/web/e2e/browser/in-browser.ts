import { describe } from 'vitest';
import { locateChromium } from './find-chromium.ts';

/** `describe` for what needs a browser. Without one it is skipped, loudly; in continuous integration it fails. */
export const inBrowser = locateChromium() === undefined && !process.env.CI ? skipLoudly() : describe;

function skipLoudly() {
  process.stderr.write('\n*** No Chromium: end-to-end tests did not run. Set CHROMIUM_PATH to one. ***\n\n');
  return describe.skip;
}
