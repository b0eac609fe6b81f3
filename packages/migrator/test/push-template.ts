import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The package whose migrations people start with. */
export const TEMPLATE = join(import.meta.dirname, '../../db');

export const TEMPLATE_FOLDER = join(TEMPLATE, 'drizzle');

/** What people type before they have read about migrations: drizzle-kit's own push, of the template's schema. */
export async function pushTemplate(url: string): Promise<void> {
  await run(join(TEMPLATE, 'node_modules/.bin/drizzle-kit'), ['push', '--force'], {
    cwd: TEMPLATE,
    env: { ...process.env, DATABASE_URL: url, DIRECT_URL: '' },
  });
}
