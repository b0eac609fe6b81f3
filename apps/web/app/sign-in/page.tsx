import type { Metadata } from 'next';
import Link from 'next/link';
import { safePath } from '../../auth/safe-path.ts';
import { PageColumns } from '../../components/page-columns.tsx';
import { Panel } from '../../components/panel.tsx';
import { buttonLook } from '../../design/button-look.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { signIn } from './sign-in.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  return (
    <PageColumns
      title="Sign in"
      lede={
        <p>
          New here?{' '}
          <Link href="/sign-up" className={buttonLook.link}>
            Create an account
          </Link>
        </p>
      }
    >
      <Panel>
        <ActionForm action={signIn} label="Sign in">
          <input type="hidden" name="next" value={safePath(next, '/profile')} />
          <TextField name="email" label="E-mail" type="email" autoComplete="email" required />
          <TextField
            name="password"
            label="Password"
            type="password"
            autoComplete="current-password"
            required
          />
          <div className="grid gap-4 sm:flex sm:flex-wrap sm:items-center sm:justify-between">
            <SubmitButton>Sign in</SubmitButton>
            <Link href="/reset-password" className={buttonLook.link}>
              Forgot your password?
            </Link>
          </div>
        </ActionForm>
      </Panel>
    </PageColumns>
  );
}
