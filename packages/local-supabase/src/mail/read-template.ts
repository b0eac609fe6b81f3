import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailType } from './mail.ts';

/** A mail before its values are put in. */
export interface MailTemplate {
  readonly subject: string;
  readonly html: string;
}

/** Subjects and file names are those of `[auth.email.template.*]` in supabase/config.toml. */
const templates: Readonly<Record<MailType, { file: string; subject: string; says: string }>> = {
  signup: { file: 'confirmation', subject: 'Confirm your sign-up', says: 'Confirm your address' },
  recovery: { file: 'recovery', subject: 'Reset your password', says: 'Choose a new password' },
  magiclink: { file: 'magic_link', subject: 'Your sign-in link', says: 'Sign in' },
  email_change: { file: 'email_change', subject: 'Confirm your new address', says: 'Confirm the change' },
  reauthentication: { file: 'reauthentication', subject: 'Confirm that it is you', says: '' },
};

/** The template of a mail: the file in `folder`, or where there is none a plain one. Read anew each time. */
export async function readTemplate(folder: string, type: MailType): Promise<MailTemplate> {
  const { file, subject, says } = templates[type];
  const html = await readFile(join(folder, `${file}.html`), 'utf8').catch(() => plain(subject, says, type));
  return { subject, html };
}

function plain(subject: string, says: string, type: MailType): string {
  const link = `{{ .SiteURL }}/auth/confirm?token_hash={{ .TokenHash }}&type=${type}`;
  const call = says === '' ? '' : `<p><a href="${link}">${says}</a></p>\n`;
  return `<h2>${subject}</h2>\n${call}<p>Or enter this code: {{ .Token }}</p>\n`;
}
