import { readSelf } from '@groundwork/local-postgres';
import { describeEvent } from '../background/describe-event.ts';
import { forgetBackground, writeBackground } from '../background/state.ts';
import { startStack } from '../start-stack.ts';
import type { Io } from './io.ts';
import type { ServeOptions } from './start-command.ts';

/** Runs a stack in this process until it is told to stop; this is what runs in the background. */
export async function serveStack(io: Io, directory: string, options: ServeOptions): Promise<number> {
  const stop = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  const stack = await startStack({
    ...options,
    directory,
    onEvent: (event) => io.out(`${new Date().toISOString()} ${describeEvent(event)}`),
  });
  await writeBackground(directory, {
    ...readSelf(),
    apiUrl: stack.apiUrl,
    siteUrl: options.siteUrl,
    confirmations: options.confirmations,
  });
  io.out(`${new Date().toISOString()} listening at ${stack.apiUrl}`);
  await stop;
  await stack.stop();
  await forgetBackground(directory, process.pid);
  io.out(`${new Date().toISOString()} stopped`);
  return 0;
}
