import type { Metadata } from 'next';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { requestReset } from './request-reset.ts';

export const metadata: Metadata = { title: 'Reset your password' };

export default function ResetPasswordPage() {
  return (
    <PageColumns
      title="Reset your password"
      lede={<p>We send you a link. It leads to a page where you set a new one.</p>}
    >
      <Panel>
        <ActionForm action={requestReset} label="Reset your password">
          <TextField name="email" label="E-mail" type="email" autoComplete="email" required />
          <SubmitButton>Send the link</SubmitButton>
        </ActionForm>
      </Panel>
    </PageColumns>
  );
}
