import { createHash } from 'node:crypto';
import { normaliseText } from './normalise-text.ts';

/** sha256, in hexadecimal, of the text with LF line ends and without byte order mark: a migration's checksum. */
export function hashText(text: string): string {
  return createHash('sha256').update(normaliseText(text), 'utf8').digest('hex');
}
