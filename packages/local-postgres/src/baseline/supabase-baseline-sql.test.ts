import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { authSchemaSource, baselineVersion, supabaseBaselineSql } from './supabase-baseline-sql.ts';

test('the version tells which @supabase/lite the auth schema is of', () => {
  const entry = fileURLToPath(import.meta.resolve('@supabase/lite'));
  const { name, version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  expect(authSchemaSource).toBe(`${name} ${version}`);
  expect(baselineVersion()).toMatch(/^baseline [0-9a-f]{12}$/);
});

test('each part stands alone, and a password is quoted', async () => {
  const roles = await supabaseBaselineSql({ part: 'roles', password: "it's" });
  expect(roles).toContain("ALTER ROLE supabase_auth_admin PASSWORD 'it''s';");
  expect(roles).not.toContain('CREATE SCHEMA');
  const database = await supabaseBaselineSql({ part: 'database' });
  expect(database).not.toContain('CREATE ROLE');
  const both = await supabaseBaselineSql();
  expect(both).not.toContain('PASSWORD');
  expect(both).toContain(database.trim());
});
