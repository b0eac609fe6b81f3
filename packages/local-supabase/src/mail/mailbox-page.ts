import type { Mail } from './mail.ts';
import { escapeHtml } from './render-template.ts';

/** The mailbox as a page that needs no script: it loads itself again every few seconds. */
export function mailboxPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) => `<li>
  <p class="head"><strong>${escapeHtml(mail.subject)}</strong> to ${escapeHtml(mail.to)}
    <time datetime="${mail.sentAt}">${escapeHtml(mail.sentAt.slice(11, 19))} UTC</time></p>
  <p>${mail.link === undefined ? '' : `<a href="${escapeHtml(mail.link)}">Follow its link</a> · `}code <code>${escapeHtml(mail.code)}</code>
    · <a href="/_mailbox/${mail.id}">read it</a></p>
</li>`,
  );
  const list = rows.length > 0 ? `<ol>\n${rows.join('\n')}\n</ol>` : '<p>No mail yet.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Mailbox (${mails.length})</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
ol { list-style: none; padding: 0; }
li { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .75rem 0; }
p { margin: .25rem 0; }
time { opacity: .75; margin-left: .5rem; }
</style>
</head>
<body>
<h1>Mailbox</h1>
<p>Mails the local Auth would have sent, newest first. <a href="/_mailbox.json">As JSON</a></p>
${list}
</body>
</html>
`;
}
