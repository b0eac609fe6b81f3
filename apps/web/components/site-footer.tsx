/** The end of every page. */
export function SiteFooter() {
  return (
    <footer className="mx-auto mt-20 w-full max-w-6xl px-4 sm:px-8">
      <p className="border-t border-line py-6 text-sm text-soft">
        Groundwork. The database decides who sees what; this app only asks.
      </p>
    </footer>
  );
}
