import { endProcess } from '@groundwork/local-postgres';
import { LocalSupabaseError } from '../local-supabase-error.ts';
import { forgetBackground, readBackground } from './state.ts';

/**
 * Stops the stack in the background of `directory`, and no other process.
 *
 * @returns whether there was one.
 * @throws LocalSupabaseError local_supabase_stop_failed when it is another user's, or does not end.
 */
export async function stopBackground(directory: string): Promise<boolean> {
  const running = await readBackground(directory);
  if (running === undefined) return false;
  const gone = await endProcess(running.pid, [
    ['SIGTERM', 20_000],
    ['SIGKILL', 5_000],
  ]);
  if (!gone) {
    throw new LocalSupabaseError(
      'local_supabase_stop_failed',
      `The local Supabase API (process ${running.pid}) does not stop.`,
      `End process ${running.pid} as the user who started it.`,
    );
  }
  await forgetBackground(directory, running.pid);
  return true;
}
