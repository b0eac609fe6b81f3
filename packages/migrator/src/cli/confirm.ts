import { MigratorError } from '../model/errors.ts';
import type { GlobalFlags, Io } from './context.ts';

/**
 * Who is asked before something is done: nobody with `--yes`, else whoever sits at the terminal.
 * @returns undefined where nobody has to be asked. Calling it throws `not_confirmed` where nobody can be.
 */
export function confirmation(
  io: Io,
  flags: GlobalFlags & { readonly yes?: boolean },
  question: string,
): (() => Promise<boolean>) | undefined {
  if (flags.yes === true) return undefined;
  return async () => {
    // A question would stand between the JSON objects.
    if (io.confirm !== undefined && flags.json !== true) return io.confirm(question);
    throw new MigratorError('not_confirmed', 'Nobody is here to confirm this.', {
      hint: 'Nothing has changed. Look at what stands above, and give --yes.',
    });
  };
}

/** Asks at the terminal; the answer is no unless it is given. */
export async function askTerminal(question: string): Promise<boolean> {
  // Loaded only here: most runs never ask.
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message: question, initialValue: false })) === true;
}

/** Asks at the terminal for a line; empty where it is broken off. */
export async function typeAtTerminal(question: string): Promise<string> {
  const { text } = await import('@clack/prompts');
  const typed = await text({ message: question });
  return typeof typed === 'string' ? typed : '';
}
