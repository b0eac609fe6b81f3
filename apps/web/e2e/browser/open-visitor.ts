import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './launch-chromium.ts';

/** Somebody with a browser of his own: no cookie is shared with another. */
export interface Visitor {
  readonly page: Page;
  /** Closes the browser. @throws Error with what its console said: no page may log an error. */
  close(): Promise<void>;
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Errors a test provokes: Chromium logs every answer of 400 and above. */
  readonly expected?: RegExp;
}

/** A new visitor at `url`. */
export async function openVisitor(url: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { expected, ...context } = options;
  const browser = await launchChromium();
  const window = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...context });
  const page = await window.newPage();
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!expected?.test(message.text())) problems.push(`${page.url()}: ${message.text()}`);
  });
  return {
    page,
    close: async () => {
      await window.close();
      if (problems.length > 0) throw new Error(`The browser's console:\n${problems.join('\n')}`);
    },
  };
}
