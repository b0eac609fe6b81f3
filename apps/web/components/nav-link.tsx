'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface NavLinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A link of the header; the one that leads to where one is says so. */
export function NavLink({ href, children }: NavLinkProps) {
  const here = usePathname();
  const current = here === href || here.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      // Prefetching a page that nobody may share asks the Auth server each time, for a page that may not be opened.
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className="py-2 text-soft decoration-accent decoration-2 underline-offset-8 hover:text-ink aria-[current]:text-ink aria-[current]:underline"
    >
      {children}
    </Link>
  );
}
