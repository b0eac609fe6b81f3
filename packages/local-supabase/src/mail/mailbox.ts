import type { Mail } from './mail.ts';

/** The mails of one API, newest first. */
export interface Mailbox {
  list(): readonly Mail[];
  find(id: string): Mail | undefined;
  add(mail: Mail): void;
  clear(): void;
}

const kept = 200;

/** An empty mailbox that keeps the newest 200 mails, as long as the process lives. */
export function createMailbox(): Mailbox {
  let mails: readonly Mail[] = [];
  return {
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    add: (mail) => {
      mails = [mail, ...mails].slice(0, kept);
    },
    clear: () => {
      mails = [];
    },
  };
}
