/**
 * The form in which a migration is hashed, parsed and sent: LF line ends and no byte order mark, so that a checkout
 * on Windows is the same migration. Doing it twice changes nothing. A lone CR stays: it may be data in a string.
 */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF+/, '').replace(/\r+\n/g, '\n');
}
