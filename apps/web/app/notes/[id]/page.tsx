import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { requireUser } from '../../../auth/require-user.ts';
import { PageColumns } from '../../../components/page-columns.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Unavailable } from '../../../components/unavailable.tsx';
import { formatDate } from '../../../data/format-date.ts';
import { findNote } from '../../../data/notes.ts';
import { readOrLog } from '../../../data/read-or-log.ts';
import { buttonLook } from '../../../design/button-look.ts';
import { ActionForm } from '../../../forms/action-form.tsx';
import { SubmitButton } from '../../../forms/submit-button.tsx';
import { NoteFields } from '../note-fields.tsx';
import { saveNote } from '../save-note.ts';
import { DeleteNoteForm } from './delete-note-form.tsx';

export const metadata: Metadata = { title: 'Change a note' };

export default async function NotePage({ params }: PageProps<'/notes/[id]'>) {
  const { id } = await params;
  const user = await requireUser(`/notes/${id}`);
  if (!z.guid().safeParse(id).success) notFound();
  const found = user && (await readOrLog(findNote(user, id)));
  if (!found) return <Unavailable title="Your note" />;
  const note = found.value;
  if (!note) notFound();
  return (
    <PageColumns
      title="Change a note"
      lede={
        <>
          <p>Written on {formatDate(note.createdAt)}.</p>
          <p className="mt-4">
            <Link href="/notes" className={buttonLook.link}>
              All notes
            </Link>
          </p>
        </>
      }
    >
      <div className="grid gap-6">
        <Panel>
          <ActionForm action={saveNote} label="Change a note">
            <input type="hidden" name="id" value={note.id} />
            <NoteFields title={note.title} body={note.body} />
            <SubmitButton>Save note</SubmitButton>
          </ActionForm>
        </Panel>
        <DeleteNoteForm id={note.id} />
      </div>
    </PageColumns>
  );
}
