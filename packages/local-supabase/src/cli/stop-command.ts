import { stopBackground } from '../background/stop-background.ts';
import type { Io } from './io.ts';

/** Stops the stack in the background; the embedded Postgres goes with it, unless somebody else uses it. */
export async function stopCommand(io: Io, directory: string): Promise<number> {
  io.out((await stopBackground(directory)) ? '✅ Stopped.' : '✅ It was not running.');
  return 0;
}
