import type { Metadata } from 'next';
import Link from 'next/link';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { buttonLook } from '../../design/button-look.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { signUp } from './sign-up.ts';

export const metadata: Metadata = { title: 'Create an account' };

export default function SignUpPage() {
  return (
    <PageColumns
      title="Create an account"
      lede={
        <p>
          You have one already?{' '}
          <Link href="/sign-in" className={buttonLook.link}>
            Sign in
          </Link>
        </p>
      }
    >
      <Panel>
        <ActionForm action={signUp} label="Create an account">
          <TextField name="full_name" label="Name" autoComplete="name" />
          <TextField name="email" label="E-mail" type="email" autoComplete="email" required />
          <TextField
            name="password"
            label="Password"
            type="password"
            autoComplete="new-password"
            hint="At least 8 characters."
            required
          />
          <SubmitButton>Create account</SubmitButton>
        </ActionForm>
      </Panel>
    </PageColumns>
  );
}
