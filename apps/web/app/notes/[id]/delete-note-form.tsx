import { ActionForm } from '../../../forms/action-form.tsx';
import { SubmitButton } from '../../../forms/submit-button.tsx';
import { deleteNote } from '../delete-note.ts';

/** Asks once more, without a script: the button is folded away until somebody wants it. */
export function DeleteNoteForm({ id }: { readonly id: string }) {
  return (
    <details>
      <summary className="w-fit cursor-pointer text-sm text-soft hover:text-ink">Delete this note</summary>
      <div className="mt-4">
        <ActionForm action={deleteNote} label="Delete this note">
          <input type="hidden" name="id" value={id} />
          <SubmitButton look="danger">Delete for good</SubmitButton>
        </ActionForm>
      </div>
    </details>
  );
}
