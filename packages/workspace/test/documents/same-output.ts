/** What differs between two runs and two machines, as one word each. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d+(\/[\w-]+)?/g, '<database>'],
  [/\b\d+(\.\d+)? (ms|s)\b/g, '<time>'],
  [/\bpid \d+/g, 'pid <pid>'],
  // A folder of migrations grows.
  [/Found \d+ migration files/g, 'Found <some> migration files'],
  // The number the Supabase CLI's layout gives a new file.
  [/\b\d{14}(?=_)/g, '<number>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)?/g, '<moment>'],
  [/\b[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b[0-9a-f]{7,64}\b/g, '<hash>'],
];

/**
 * Compares what a document shows with what a command printed. A line `…` in the document stands for any lines, also
 * none; volatile parts (ports, times, hashes) are equal.
 * @param folder The workspace the command ran in: paths below it are shown as relative ones.
 */
export function sameOutput(shown: string, printed: string, folder: string): boolean {
  const wanted = normalise(shown, folder);
  const found = normalise(printed, folder);
  return matches(wanted, found);
}

/** The output as a document would show it, for the message of a test that fails. */
export function normalise(text: string, folder: string): string[] {
  let plain = text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  for (const [pattern, word] of VOLATILE) plain = plain.replaceAll(pattern, word);
  return plain
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, all) => line !== '' || (index > 0 && index < all.length - 1));
}

function matches(wanted: readonly string[], found: readonly string[]): boolean {
  const [line, ...rest] = wanted;
  if (line === undefined) return found.length === 0;
  if (line.trim() === '…') return found.some((_, at) => matches(rest, found.slice(at))) || matches(rest, []);
  return line === found[0] && matches(rest, found.slice(1));
}
