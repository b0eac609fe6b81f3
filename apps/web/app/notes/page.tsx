import type { Metadata } from 'next';
import { requireUser } from '../../auth/require-user.ts';
import { DoneNotice } from '../../components/done-notice.tsx';
import { PageColumns } from '../../components/page-columns.tsx';
import { Unavailable } from '../../components/unavailable.tsx';
import { listNotes } from '../../data/notes.ts';
import { readOrLog } from '../../data/read-or-log.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { addNote } from './add-note.ts';
import { NoteFields } from './note-fields.tsx';
import { NoteList } from './note-list.tsx';

export const metadata: Metadata = { title: 'Your notes' };

export default async function NotesPage({ searchParams }: PageProps<'/notes'>) {
  const user = await requireUser('/notes');
  const [notes, { done }] = await Promise.all([user && readOrLog(listNotes(user)), searchParams]);
  if (!notes) return <Unavailable title="Your notes" />;
  const newest = notes.value[0]?.id;
  return (
    <PageColumns
      title="Your notes"
      aside={
        <>
          {/* A new key after each note: the form begins empty. */}
          <ActionForm key={newest} action={addNote} label="New note">
            <NoteFields />
            <SubmitButton>Add note</SubmitButton>
          </ActionForm>
        </>
      }
    >
      <div className="grid gap-6">
        <DoneNotice key={newest} done={done} />
        <NoteList notes={notes.value} />
      </div>
    </PageColumns>
  );
}
