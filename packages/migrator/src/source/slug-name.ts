import { MigratorError } from '../model/errors.ts';

/** File systems count bytes; number, underscore and `.sql` take a part of 255. */
const LONGEST = 200;

/**
 * What a migration is called in its file's name: lower case, one underscore for all that is no letter or digit, accents
 * dropped, because macOS and Linux write them differently.
 * @throws MigratorError `usage`.
 */
export function slugName(typed: string): string {
  const slug = typed
    .trim()
    .replace(/\.sql$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  if (slug === '') {
    throw new MigratorError('usage', 'A migration needs a name with at least one letter or digit.', {
      hint: 'Say in a few words what it does: `migrate new add phone to profiles`.',
    });
  }
  if (Buffer.byteLength(slug, 'utf8') > LONGEST) {
    throw new MigratorError(
      'usage',
      `The name is longer than ${LONGEST} bytes, and file systems stop soon after.`,
      {
        hint: 'Say it in a few words; details belong in a comment in the file.',
      },
    );
  }
  return slug;
}
