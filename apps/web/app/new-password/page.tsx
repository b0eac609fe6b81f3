import type { Metadata } from 'next';
import { requireUser } from '../../auth/require-user.ts';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { setPassword } from './set-password.ts';

export const metadata: Metadata = { title: 'Set a new password' };

export default async function NewPasswordPage() {
  await requireUser('/new-password');
  return (
    <PageColumns title="Set a new password" lede={<p>Other devices will be signed out.</p>}>
      <Panel>
        <ActionForm action={setPassword} label="Set a new password">
          <TextField
            name="password"
            label="New password"
            type="password"
            autoComplete="new-password"
            hint="At least 8 characters."
            required
          />
          <SubmitButton>Set password</SubmitButton>
        </ActionForm>
      </Panel>
    </PageColumns>
  );
}
