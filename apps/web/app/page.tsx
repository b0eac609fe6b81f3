import Link from 'next/link';
import { readSession } from '../auth/read-session.ts';
import { PlanList } from '../components/plan-list.tsx';
import { Strata } from '../components/strata.tsx';
import { listPlans } from '../data/list-plans.ts';
import { buttonLook } from '../design/button-look.ts';

export default async function Home() {
  const [session, plans] = await Promise.all([readSession(), listPlans()]);
  return (
    <>
      <div className="grid items-center gap-12 pt-12 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] md:pt-24">
        <div>
          <h1 className="text-5xl tracking-[-0.035em] sm:text-6xl lg:text-7xl">Start on solid ground.</h1>
          <p className="mt-6 max-w-lg text-lg text-soft">
            Sign up and a trigger makes your profile, in the same transaction. Write notes and nobody else can
            read them, because the database says so and not because a query remembered to.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            {session.kind === 'user' ? (
              <Link href="/notes" className={buttonLook.strong}>
                Your notes
              </Link>
            ) : (
              <>
                <Link href="/sign-up" className={buttonLook.strong}>
                  Create an account
                </Link>
                <Link href="/sign-in" className={buttonLook.quiet}>
                  Sign in
                </Link>
              </>
            )}
          </div>
        </div>
        <Strata />
      </div>

      <section aria-labelledby="plans" className="mt-20 md:mt-32">
        <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
          <h2 id="plans" className="text-3xl">
            Plans
          </h2>
          <p className="text-sm text-soft">
            Read from Postgres over REST, as anybody may: no account needed.
          </p>
        </div>
        {plans ? <PlanList plans={plans} /> : <p role="alert">Our plans cannot be shown just now.</p>}
      </section>
    </>
  );
}
