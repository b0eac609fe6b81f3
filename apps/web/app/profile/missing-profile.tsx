import { PageColumns } from '../../components/page-columns.tsx';
import { log } from '../../server/log.ts';

/** For a user without a profile: the sign-up trigger was not there, or did nothing. */
export function MissingProfile() {
  log(
    'A signed-in user has no row in public.profiles: handle_new_user did not make it.',
    'Next: `npm run verify-triggers`.',
  );
  return (
    <PageColumns title="Your profile">
      <p role="alert" className="max-w-md border-l-3 border-danger bg-raised px-4 py-3">
        Your account has no profile yet. That is our mistake, not yours: please contact us.
      </p>
    </PageColumns>
  );
}
