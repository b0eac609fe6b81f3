import { readSession } from '../auth/read-session.ts';
import { signOut } from '../auth/sign-out.ts';
import { readEnvironment } from '../environment/read-environment.ts';
import { Brand } from './brand.tsx';
import { NavLink } from './nav-link.tsx';

/** The top of every page. */
export async function SiteHeader() {
  // Without its environment the app can ask nobody who this is: the page below says what is missing.
  const ready = readEnvironment(process.env).environment !== undefined;
  const signedIn = ready && (await readSession()).kind === 'user';
  return (
    <header className="mx-auto w-full max-w-6xl px-4 sm:px-8">
      <nav
        aria-label="Main"
        className="flex items-center justify-between gap-4 border-b border-line py-3 text-sm font-medium"
      >
        <Brand />
        <div className="flex items-center gap-4 sm:gap-7">{signedIn ? <SignedIn /> : <SignedOut />}</div>
      </nav>
    </header>
  );
}

function SignedIn() {
  return (
    <>
      <NavLink href="/notes">Notes</NavLink>
      <NavLink href="/profile">Profile</NavLink>
      <form action={signOut}>
        <button type="submit" className="py-2 text-soft hover:text-ink">
          Sign out
        </button>
      </form>
    </>
  );
}

function SignedOut() {
  return (
    <>
      <NavLink href="/sign-in">Sign in</NavLink>
      <NavLink href="/sign-up">Sign up</NavLink>
    </>
  );
}
