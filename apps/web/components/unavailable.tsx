import { PageColumns } from './page-columns.tsx';

/** In place of a page whose data could not be had. What happened is in the server's log. */
export function Unavailable({ title }: { readonly title: string }) {
  return (
    <PageColumns title={title}>
      <p role="alert" className="max-w-md border-l-3 border-danger bg-raised px-4 py-3">
        We cannot reach our database just now. Nothing is lost: load this page again in a moment.
      </p>
    </PageColumns>
  );
}
