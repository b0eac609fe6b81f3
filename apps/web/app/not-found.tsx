import type { Metadata } from 'next';
import Link from 'next/link';
import { PageColumns } from '../components/page-columns.tsx';
import { buttonLook } from '../design/button-look.ts';

export const metadata: Metadata = { title: 'Nothing here' };

export default function NotFound() {
  return (
    <PageColumns title="Nothing here">
      <p className="mb-6 max-w-md text-lg">There is no such page, or it is not yours to see.</p>
      <Link href="/" className={buttonLook.quiet}>
        To the start
      </Link>
    </PageColumns>
  );
}
