import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CliRun, cli, scratchWorkspace } from './folder.ts';
import { openDatabase } from './open-database.ts';
import { pushTemplate, TEMPLATE_FOLDER } from './push-template.ts';
import { applyFile } from './run-adopt-case.ts';

const FILES = readdirSync(TEMPLATE_FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(TEMPLATE_FOLDER, name), 'utf8') }));

/** `migrate` on the template's files; `up` unless `argv` names another command. */
export function migrateTemplate(url: string, ...argv: string[]): Promise<CliRun> {
  return cli([...argv, '--dir', TEMPLATE_FOLDER], { url, cwd: scratchWorkspace() });
}

/** The first `count` files by hand, then drizzle-kit push of the head: it is adopted, and what is in it stays. */
export async function adoptPushedHead(count: number): Promise<void> {
  const { url, sql } = await openDatabase();
  for (const file of FILES.slice(0, count)) await applyFile(sql, file);
  await sql`INSERT INTO public.subscription_plans (name, price, features) VALUES ('Mine', 3, '{}')`;
  await pushTemplate(url);
  const first = await migrateTemplate(url, ...(count < 6 ? ['--data', '0005_seed_plans.sql=run'] : []));
  expect(first.exitCode, first.stderr.join('\n')).toBe(0);
  const second = await migrateTemplate(url);
  expect(second.stdout.filter((line) => line.startsWith('⏭️'))).toHaveLength(FILES.length);
  expect((await migrateTemplate(url, 'drift')).exitCode).toBe(0);
  const plans = await sql`SELECT name FROM public.subscription_plans ORDER BY name`;
  expect(plans.map(({ name }) => name)).toEqual(['Free', 'Mine', 'Pro']);
}
