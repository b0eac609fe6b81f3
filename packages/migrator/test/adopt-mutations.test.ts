import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdoptedWorld, openAdoptedWorld } from './adopted-world.ts';
import { mutationsOf } from './mutations-of.ts';

const TEMPLATE = join(import.meta.dirname, '../../db/drizzle');

const USER = '00000000-0000-0000-0000-000000000001';
const ROWS = `INSERT INTO auth.users (id, email, raw_user_meta_data) VALUES ('${USER}', 'a@b.c', '{"name": "Ann"}');
  INSERT INTO public.notes (owner, title) VALUES ('${USER}', 'first');`;

test('x', async () => {
  const world = await openAdoptedWorld(
    readdirSync(TEMPLATE)
      .filter((name) => name.endsWith('.sql'))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(TEMPLATE, name), 'utf8') })),
    ROWS,
  );
  const all = mutationsOf(world.catalog, world.touched);
  console.log(all.length);
  for (const mutation of all) {
    const t = performance.now();
    try {
      const { changed, findings, run, left } = await world.judge(mutation);
      const named = findings.some(({ object, message }) =>
        changed.some((one) => object === one || message.includes(one)),
      );
      console.log(
        Math.round(performance.now() - t),
        mutation.name,
        '|',
        named
          ? 'named'
          : left?.length === 0 && run.length > 0
            ? 'completed'
            : `SURVIVED ${changed.slice(0, 5)} L ${left}`,
        '|',
        findings
          .map((f) => `${f.code} ${f.object ?? f.message}`)
          .slice(0, 4)
          .join('; '),
      );
    } catch (e) {
      console.log(mutation.name, 'ERROR', String(e));
    }
  }
  await world.close();
}, 600_000);
