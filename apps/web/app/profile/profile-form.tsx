import type { Profile } from '../../data/profile.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { updateProfile } from './update-profile.ts';

/** What its owner may change. */
export function ProfileForm({ profile }: { readonly profile: Profile }) {
  return (
    <ActionForm action={updateProfile} label="Change your profile">
      <TextField name="full_name" label="Name" autoComplete="name" defaultValue={profile.full_name ?? ''} />
      <TextField
        name="avatar_url"
        label="Picture"
        type="url"
        inputMode="url"
        autoComplete="photo"
        hint="The address of an image on the web."
        defaultValue={profile.avatar_url ?? ''}
      />
      <TextField
        name="phone"
        label="Phone"
        type="tel"
        autoComplete="tel"
        hint="With its country code, such as +4915112345678."
        defaultValue={profile.phone ?? ''}
      />
      <SubmitButton>Save profile</SubmitButton>
    </ActionForm>
  );
}
