/** Lines that quote a file: its own words stay as they are. */
const SOURCE = /^\s+\d* ?│/;

/**
 * Names commands in a line of output the way they are typed here, so that they can be copied: where `typedAs` is
 * `npm run migrate --`, "`migrate repair --accept X`" is "`npm run migrate -- repair --accept X`".
 * @param names Of the commands there are; anything else behind the word `migrate` is prose.
 */
export function asTyped(line: string, typedAs: string | undefined, names: readonly string[]): string {
  if (!typedAs || SOURCE.test(line)) return line;
  const command = new RegExp(`(?<=[\`"])migrate (${names.join('|')})\\b( -)?`, 'g');
  return line.replace(command, (_, name: string, flag = '') =>
    // `up` is what it does unasked.
    name === 'up'
      ? `${flag === '' ? typedAs.replace(/ --$/, '') : typedAs}${flag}`
      : `${typedAs} ${name}${flag}`,
  );
}
