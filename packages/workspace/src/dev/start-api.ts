import { type BackgroundStack, describeEvent, readKeys, startStack } from '@groundwork/local-supabase';
import type { Io } from '../cli/io.ts';

/** The local API as the app needs it. */
export interface LocalApi {
  readonly apiUrl: string;
  readonly publishableKey: string;
  stop(): Promise<void>;
}

export interface ApiOptions {
  readonly port: number;
  readonly siteUrl: string;
  readonly confirmations: boolean;
  /** Where keys and state are. */
  readonly directory: string;
  /** One that runs in the background already, and keeps running. */
  readonly background: BackgroundStack | undefined;
}

/**
 * The local API: the one in the background, else one in this process.
 *
 * @throws LocalSupabaseError local_supabase_port_taken and others.
 */
export async function startApi(io: Io, options: ApiOptions): Promise<LocalApi> {
  const { background, directory } = options;
  if (background === undefined) {
    return startStack({ ...options, onEvent: (event) => io.out(describeEvent(event)) });
  }
  const { publishableKey } = await readKeys(directory);
  return { apiUrl: background.apiUrl, publishableKey, stop: async () => undefined };
}
