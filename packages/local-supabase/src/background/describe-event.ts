import type { StackEvent } from '../stack.ts';

/** One event as a line for the developer. */
export function describeEvent(event: StackEvent): string {
  switch (event.type) {
    case 'mail':
      return `📬 ${event.mail.subject}: mail to ${event.mail.to}${event.mail.link === undefined ? '' : ` → ${event.mail.link}`}`;
    case 'auth_refused': {
      const { message, sqlstate, where } = event.failure;
      return `❌ ${event.request} failed in the database: ${message}${sqlstate === undefined ? '' : ` (${sqlstate})`}${
        where === undefined ? '' : `, in ${where}`
      }. \`npm run verify-triggers\` tells more.`;
    }
    case 'missing':
      return `⚠️  ${event.request}: ${event.sentence}`;
  }
}
