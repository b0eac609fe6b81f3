import type { Metadata } from 'next';
import Link from 'next/link';
import { PageColumns } from '../../components/page-columns.tsx';
import { buttonLook } from '../../design/button-look.ts';

export const metadata: Metadata = { title: 'Check your mail' };

export default function CheckMailPage() {
  return (
    <PageColumns title="Check your mail">
      <div className="grid max-w-xl gap-4 text-lg">
        <p>We sent you a link. Follow it, and your account is ready.</p>
        <p className="text-base text-soft">
          Nothing there? It may be among the spam, or you have an account already and can{' '}
          <Link href="/sign-in" className={buttonLook.link}>
            sign in
          </Link>
          .
        </p>
      </div>
    </PageColumns>
  );
}
