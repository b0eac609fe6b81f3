import type { Metadata } from 'next';
import Link from 'next/link';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { buttonLook } from '../../design/button-look.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { resendConfirmation } from './resend-confirmation.ts';

export const metadata: Metadata = { title: 'This link no longer works' };

export default async function LinkExpiredPage({ searchParams }: PageProps<'/link-expired'>) {
  if ((await searchParams).because === 'unreachable') {
    return (
      <PageColumns
        title="We could not check your link"
        lede={<p>It still works: open it again in a moment.</p>}
      >
        {null}
      </PageColumns>
    );
  }
  return (
    <PageColumns
      title="This link no longer works"
      lede={
        <>
          <p>Links in mails work once, and for an hour. Did you confirm already? Then just sign in.</p>
          <p className="mt-4 flex gap-5">
            <Link href="/sign-in" className={buttonLook.link}>
              Sign in
            </Link>
            <Link href="/reset-password" className={buttonLook.link}>
              Reset your password
            </Link>
          </p>
        </>
      }
    >
      <Panel>
        <h2 className="mb-4 text-xl">Get a new confirmation link</h2>
        <ActionForm action={resendConfirmation} label="Get a new confirmation link">
          <TextField name="email" label="E-mail" type="email" autoComplete="email" required />
          <SubmitButton>Send the link</SubmitButton>
        </ActionForm>
      </Panel>
    </PageColumns>
  );
}
