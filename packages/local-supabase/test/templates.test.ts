import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTemplate } from '../src/mail/read-template.ts';

const supabase = join(import.meta.dirname, '..', '..', '..', 'supabase');
const config = readFileSync(join(supabase, 'config.toml'), 'utf8');

it.each([
  ['confirmation', 'signup'],
  ['recovery', 'recovery'],
  ['magic_link', 'magiclink'],
  ['email_change', 'email_change'],
] as const)('%s: the CLI sends the same mail, and its link leads to /auth/confirm', async (name, type) => {
  const template = await readTemplate(join(supabase, 'templates'), type);
  const section = config.split(`[auth.email.template.${name}]\n`)[1]?.split('\n\n')[0];
  expect(section).toBe(`subject = "${template.subject}"\ncontent_path = "./supabase/templates/${name}.html"`);
  expect(template.html).toContain(
    `href="{{ .SiteURL }}/auth/confirm?token_hash={{ .TokenHash }}&amp;type=${type}"`,
  );
  expect(template.html).toContain('{{ .Token }}');
  // Where there is no file, the plain one says the same.
  const plain = await readTemplate('/nowhere', type);
  expect(plain.subject).toBe(template.subject);
  expect(plain.html).toContain(`{{ .SiteURL }}/auth/confirm?token_hash={{ .TokenHash }}&type=${type}"`);
});
