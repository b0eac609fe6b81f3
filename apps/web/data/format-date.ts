const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day, as UTC counts them: the server does not know where its reader is. */
export function formatDate(date: Date | string): string {
  return day.format(new Date(date));
}
