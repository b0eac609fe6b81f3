import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Chromium } from './find-chromium.ts';

/**
 * Unpacks the Chromium of `@sparticuz/chromium` (66 MB, 190 MB unpacked) into `.local/chromium` of the workspace, once
 * a version. By itself the package takes whatever `/tmp/chromium` there is: not ours to trust, and half a file while
 * another run writes it.
 */
export async function unpackChromium(): Promise<Chromium> {
  const home = join(import.meta.dirname, '../../../../.local/chromium', readVersion());
  if (!existsSync(home)) {
    const unfinished = `${home}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    // The name of a Lambda makes it unpack the libraries too that a slim system lacks (NSS).
    const restore = setEnvironment({ TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
    try {
      const { default: chromium } = await import('@sparticuz/chromium');
      await chromium.executablePath();
    } finally {
      restore();
    }
    try {
      renameSync(unfinished, home);
    } catch (error) {
      // Another run was first.
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return { path: join(home, 'chromium'), libraries: join(home, 'al2023', 'lib') };
}

function readVersion(): string {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'package.json');
  const { version } = require(manifest);
  return String(version);
}

/** The package sets variables of its own when it is imported: all are put back. */
function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, values);
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  };
}
