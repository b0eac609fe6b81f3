/** `{a,"b c",NULL}` as Postgres prints a one-dimensional array of text. */
export function parseTextArray(text: string): (string | null)[] {
  const elements: (string | null)[] = [];
  const element = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gy;
  let position = 1;
  while (position < text.length - 1) {
    element.lastIndex = position;
    const match = element.exec(text);
    if (match === null) throw new Error(`not an array of text: ${text.slice(0, 40)}`);
    const [whole, quoted, bare] = match;
    if (quoted !== undefined) elements.push(quoted.replaceAll(/\\(.)/gs, '$1'));
    else elements.push(bare === 'NULL' ? null : (bare ?? ''));
    position += whole.length + 1;
  }
  return elements;
}
