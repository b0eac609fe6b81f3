import type { Writable } from 'node:stream';

/**
 * Writes to several streams, in the order they were asked for, what one turn of the event loop has to say at once: a
 * packet of the server may bring hundreds of marks, and a system call for each of their lines was a third of the time
 * that 1,000 files took on this side.
 */
export function joinWrites(): (stream: Writable, text: string) => void {
  let stream: Writable | undefined;
  let text = '';
  let due = false;

  function flush(): void {
    due = false;
    if (text !== '') stream?.write(text);
    text = '';
  }
  // A turn that ends in an exception has no next one.
  process.on('exit', flush);

  return (to, more) => {
    if (to !== stream) flush();
    stream = to;
    text += more;
    if (due) return;
    due = true;
    process.nextTick(flush);
  };
}
