import type { Io } from '../cli/io.ts';
import { runForeground } from '../process/run-foreground.ts';
import { supabaseCli } from './supabase-cli.ts';

/** Runs the pinned Supabase CLI as if it had been typed, at the root of the workspace, where its folder is. */
export function runSupabase(io: Io, args: readonly string[]): Promise<number> {
  return runForeground([...supabaseCli(io.env), ...(args[0] === '--' ? args.slice(1) : args)], io.root);
}
