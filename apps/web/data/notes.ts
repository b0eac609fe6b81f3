import { type Claims, type Note, notes } from '@groundwork/db';
import { desc, eq } from 'drizzle-orm';
import { asCurrentUser } from './as-current-user.ts';

// No query here asks for an owner: the policies of `notes` do.

/** The user's notes, newest first. */
export function listNotes(claims: Claims): Promise<Note[]> {
  return asCurrentUser(claims, (tx) => tx.select().from(notes).orderBy(desc(notes.createdAt)).limit(200));
}

/** One note of the user; undefined for one that is not there and for somebody else's alike. */
export async function findNote(claims: Claims, id: string): Promise<Note | undefined> {
  const [note] = await asCurrentUser(claims, (tx) => tx.select().from(notes).where(eq(notes.id, id)));
  return note;
}

export interface NoteText {
  readonly title: string;
  readonly body: string;
}

/** Its owner is the column's default, `auth.uid()`. */
export async function createNote(claims: Claims, text: NoteText): Promise<void> {
  await asCurrentUser(claims, (tx) => tx.insert(notes).values(text));
}

/** @returns false if the user has no such note. */
export async function changeNote(claims: Claims, id: string, text: NoteText): Promise<boolean> {
  const { count } = await asCurrentUser(claims, (tx) => tx.update(notes).set(text).where(eq(notes.id, id)));
  return count > 0;
}

/** @returns false if the user has no such note. */
export async function removeNote(claims: Claims, id: string): Promise<boolean> {
  const { count } = await asCurrentUser(claims, (tx) => tx.delete(notes).where(eq(notes.id, id)));
  return count > 0;
}
