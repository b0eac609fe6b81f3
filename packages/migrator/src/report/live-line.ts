import type { Output } from './reporter.ts';

/** An output whose last line on a terminal may change; whatever else is printed takes that line away first. */
export interface LiveOutput extends Output {
  /** Puts `line` in place of the last one; nothing where nobody looks. */
  live(line: string): void;
  /** Takes it away. */
  settle(): void;
}

export function withLiveLine(output: Output): LiveOutput {
  const { terminal } = output;
  let shown = false;

  function settle(): void {
    if (shown) terminal?.write(CLEAR);
    shown = false;
  }

  return {
    ...output,
    out(line) {
      settle();
      output.out(line);
    },
    err(line) {
      settle();
      output.err(line);
    },
    live(line) {
      if (terminal === undefined) return;
      terminal.write(`${CLEAR}${fit(line, terminal.columns - 1)}`);
      shown = true;
    },
    settle,
  };
}

/** To the line's begin, and all of it away. */
const CLEAR = '\r\u001b[2K';

/** A line that is broken in two could not be taken away. What is not ASCII may take two columns. */
function fit(line: string, columns: number): string {
  let width = 0;
  let text = '';
  for (const character of line) {
    width += character > '~' ? 2 : 1;
    if (width > columns) break;
    text += character;
  }
  return text;
}
