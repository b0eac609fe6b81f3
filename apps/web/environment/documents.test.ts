import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentNames as names } from './environment-schema.ts';
import { renderExample } from './render-example.ts';

const root = join(import.meta.dirname, '../../..');

describe('the environment schema is followed by', () => {
  it('.env.local.example (`npx vitest -u` in apps/web writes it)', async () => {
    await expect(renderExample()).toMatchFileSnapshot(join(root, '.env.local.example'));
  });

  it('turbo.json, which keeps from its tasks what it does not name', () => {
    const turbo: { globalPassThroughEnv: string[]; tasks: { build: { env: string[] } } } = JSON.parse(
      readFileSync(join(root, 'turbo.json'), 'utf8'),
    );
    const named = turbo.globalPassThroughEnv;
    const server = names.filter((name) => !name.startsWith('NEXT_PUBLIC_'));
    expect(server.filter((name) => !named.includes(name))).toEqual([]);
    // Those change what is built, for whoever reads one in a component of the browser.
    expect(turbo.tasks.build.env).toEqual(['NEXT_PUBLIC_*']);
    const others = named.filter((name) => !names.includes(name));
    expect(others.filter((name) => /SUPABASE|DATABASE|_URL$|_KEY$/.test(name))).toEqual([]);
  });

  it('the app: it reads no variable that is not in it', () => {
    const read = listSources().flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/process\.env(?:\.|\[')(\w+)/g),
    ]);
    const allowed = new Set([...names, 'NODE_ENV', 'NEXT_RUNTIME', 'NEXT_DIST_DIR']);
    expect(read.length).toBeGreaterThan(2);
    expect(read.map((match) => match[1]).filter((name) => !allowed.has(name ?? ''))).toEqual([]);
  });
});

/** The app's own files, without tests. */
function listSources(): string[] {
  const web = join(root, 'apps/web');
  return readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|\/\.next|\/e2e\//.test(path));
}
