const base =
  'inline-flex min-h-11 items-center justify-center rounded-md px-5 py-2 text-center font-semibold ' +
  'motion-safe:transition-colors disabled:opacity-60';

/** How links and buttons that do something look. */
export const buttonLook = {
  /** The one thing a page is for. */
  strong: `${base} bg-accent text-on-accent hover:bg-accent-strong`,
  quiet: `${base} border border-edge bg-field hover:border-soft`,
  /** Within a line of text. */
  link: 'cursor-pointer font-semibold text-accent underline underline-offset-4 hover:text-accent-strong',
  danger: `${base} border border-danger text-danger hover:bg-danger hover:text-on-danger`,
} as const;
