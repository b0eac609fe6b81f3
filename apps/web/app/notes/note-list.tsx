import type { Note } from '@groundwork/db';
import Link from 'next/link';
import { formatDate } from '../../data/format-date.ts';

/** Notes, newest first; each leads to the page where it is changed. */
export function NoteList({ notes }: { readonly notes: readonly Note[] }) {
  if (notes.length === 0) {
    return (
      <p className="rounded-lg border border-dashed border-edge px-6 py-12 text-center text-soft">
        No notes yet. The first one you add appears here.
      </p>
    );
  }
  return (
    <ul className="grid rounded-lg border border-line bg-raised">
      {notes.map((note) => (
        <li key={note.id} className="relative grid gap-1 border-line px-5 py-4 not-first:border-t sm:px-6">
          <div className="flex items-baseline justify-between gap-4">
            <h2 className="min-w-0 text-lg">
              <Link
                href={`/notes/${note.id}`}
                prefetch={false}
                className="after:absolute after:inset-0 hover:text-accent"
              >
                {note.title}
              </Link>
            </h2>
            <time dateTime={note.createdAt.toISOString()} className="shrink-0 text-sm text-soft">
              {formatDate(note.createdAt)}
            </time>
          </div>
          <p className="line-clamp-3 whitespace-pre-line text-soft">{note.body}</p>
        </li>
      ))}
    </ul>
  );
}
