/** The end of every page. */
export function SiteFooter() {
  return (
    <footer className="mt-20 border-t border-line">
      <p className="mx-auto max-w-6xl px-4 py-6 text-sm text-soft sm:px-8">
        Groundwork. The database decides who sees what; this app only asks.
      </p>
    </footer>
  );
}
