import { Message } from './message.tsx';

const sentences: ReadonlyMap<unknown, string> = new Map([
  ['created', 'Your note is saved.'],
  ['changed', 'Your changes are saved.'],
  ['deleted', 'The note is deleted.'],
  ['password', 'Your new password is set, and other devices are signed out.'],
]);

/** Says what the page before this one did, named in `?done=`. Whatever else stands there says nothing. */
export function DoneNotice({ done }: { readonly done: unknown }) {
  const sentence = sentences.get(done);
  return sentence === undefined ? null : <Message kind="status">{sentence}</Message>;
}
