/** Query and Sync: what a client waits for an answer to. */
const ASKING: ReadonlySet<number | undefined> = new Set([0x51, 0x53]);

/**
 * Counts what a client asks in one connection. To be fed with the bytes it sends, as they come.
 * @returns called with each chunk, the number of messages that ended in it.
 */
export function countMessages(): (chunk: Buffer) => number {
  let rest = Buffer.alloc(0);
  // The first message has no type, only a length.
  let head = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let asked = 0;
    while (rest.length >= head + 4) {
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) break;
      if (head === 1 && ASKING.has(rest[0])) asked += 1;
      rest = rest.subarray(end);
      head = 1;
    }
    return asked;
  };
}
