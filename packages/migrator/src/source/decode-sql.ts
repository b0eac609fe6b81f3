import { isUtf8 } from 'node:buffer';
import { MigratorError } from '../model/errors.ts';
import { locate } from '../sql/locate.ts';
import { normaliseText } from '../sql/normalise-text.ts';

/**
 * The text of a SQL file, with LF line ends and without byte order mark.
 * @param shown gives the path as errors show it.
 * @throws MigratorError `file_encoding`: UTF-16, a NUL byte, or bytes that are not UTF-8, with its place.
 */
export function decodeSql(migration: string, shown: () => string, bytes: Buffer): string {
  if (isUtf8(bytes) && !bytes.includes(0)) return normaliseText(bytes.toString('utf8'));
  throw explainBytes(migration, shown(), bytes);
}

function explainBytes(migration: string, file: string, bytes: Buffer): MigratorError {
  const fail = (message: string, hint: string, offset?: number) => {
    const at = offset === undefined ? undefined : locateByte(file, bytes, offset);
    return new MigratorError('file_encoding', message, { hint, migration, ...(at ? { at } : {}) });
  };

  if (isUtf16(bytes)) {
    return fail(`${file} is saved as UTF-16.`, 'Save it as UTF-8 (Windows PowerShell’s > writes UTF-16).');
  }
  if (!isUtf8(bytes)) {
    const sentence = `${file} is not UTF-8.`;
    return fail(
      sentence,
      'Save the file as UTF-8; it may be Latin-1 or Windows-1252 now.',
      findInvalid(bytes),
    );
  }
  return fail(
    `${file} contains a NUL byte, which no Postgres text can hold.`,
    'Remove it.',
    bytes.indexOf(0),
  );
}

/** By its byte order mark, or by every other byte of the beginning being NUL. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const head = bytes.subarray(0, 64);
  const nulAt = (parity: number) =>
    head.length >= 4 && head.every((byte, index) => (byte === 0) === (index % 2 === parity));
  return nulAt(0) || nulAt(1);
}

/** Offset of the first byte that cannot be UTF-8. */
function findInvalid(bytes: Buffer): number {
  // Decoding puts U+FFFD where a byte is wrong, and each character before it has its own length back.
  let offset = 0;
  for (const character of bytes.toString('utf8')) {
    const length = Buffer.byteLength(character, 'utf8');
    if (character === '\ufffd' && bytes.toString('latin1', offset, offset + 3) !== '\xef\xbf\xbd')
      return offset;
    offset += length;
  }
  return offset;
}

function locateByte(file: string, bytes: Buffer, offset: number) {
  return locate(file, bytes.toString('utf8'), bytes.toString('utf8', 0, offset).length);
}
