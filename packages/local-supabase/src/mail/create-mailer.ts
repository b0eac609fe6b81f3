import { randomUUID } from 'node:crypto';
import type { App } from '@supabase/lite';
import type { Mail, MailType } from './mail.ts';
import { readTemplate } from './read-template.ts';
import { renderTemplate } from './render-template.ts';

export interface MailerOptions {
  readonly apiUrl: string;
  readonly siteUrl: string;
  /** Folder of templates; those missing there are the ones below. */
  readonly templates: string;
  readonly deliver: (mail: Mail) => void;
}

/**
 * Composes the mails of Auth from the templates hosted Supabase uses too. @supabase/lite's own would link to
 * `/auth/v1/verify` of the site, where nothing is; here a link leads to the app's `/auth/confirm`.
 */
export function createMailer(options: MailerOptions): NonNullable<App['_mailer']> {
  const send = async (
    type: MailType,
    to: string,
    tokenHash: string,
    code: string,
    addresses: { currentEmail?: string; newEmail?: string } = {},
  ): Promise<void> => {
    const withLink = type !== 'reauthentication';
    const link = confirmLink(options.siteUrl, tokenHash, type);
    const { subject, html } = await readTemplate(options.templates, type);
    const values = {
      SiteURL: options.siteUrl,
      RedirectTo: options.siteUrl,
      ConfirmationURL: verifyLink(options, tokenHash, type),
      TokenHash: tokenHash,
      Token: code,
      Email: addresses.currentEmail ?? to,
      NewEmail: addresses.newEmail ?? '',
      Data: '',
    };
    options.deliver({
      id: randomUUID(),
      sentAt: new Date().toISOString(),
      to,
      type,
      subject,
      html: renderTemplate(html, values),
      ...(withLink && { link }),
      code,
    });
  };
  return {
    sendConfirmation: (to, tokenHash, code) => send('signup', to, tokenHash, code),
    sendRecovery: (to, tokenHash, code) => send('recovery', to, tokenHash, code),
    sendMagicLink: (to, tokenHash, code) => send('magiclink', to, tokenHash, code),
    sendEmailChange: (to, tokenHash, code, meta) =>
      send('email_change', to, tokenHash, code, {
        ...(meta?.currentEmail !== undefined && { currentEmail: meta.currentEmail }),
        newEmail: meta?.newEmail ?? to,
      }),
    sendReauthentication: (to, code, meta) => send('reauthentication', to, meta?.tokenHash ?? '', code),
  };
}

function confirmLink(siteUrl: string, tokenHash: string, type: MailType): string {
  return `${siteUrl}/auth/confirm?${new URLSearchParams({ token_hash: tokenHash, type })}`;
}

/** Auth's own link: it redirects to the site with the tokens in the fragment. */
function verifyLink({ apiUrl, siteUrl }: MailerOptions, token: string, type: MailType): string {
  return `${apiUrl}/auth/v1/verify?${new URLSearchParams({ token, type, redirect_to: siteUrl })}`;
}
