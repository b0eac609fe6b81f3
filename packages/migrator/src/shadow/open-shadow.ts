import type { Session } from '../model/ports.ts';
import type { Shadow, ShadowSource } from '../model/shadow.ts';
import { openEmbeddedShadow } from './open-embedded-shadow.ts';
import { openServerShadow } from './open-server-shadow.ts';
import type { ReplayOptions } from './open-shadow-database.ts';

export interface ShadowOptions extends ReplayOptions {
  readonly source: ShadowSource;
  /**
   * The target's session, outside of a transaction: so that the shadow is never the target, and is shaped like it.
   * undefined where files are looked at by themselves.
   */
  readonly target: Session | undefined;
}

/**
 * Opens what shadow databases are made on.
 * @throws {MigratorError} `shadow_unavailable`, `shadow_is_target`; a `connection_…` code for a server named by URL.
 */
export async function openShadow({ source, target, ...options }: ShadowOptions): Promise<Shadow> {
  return source.kind === 'embedded'
    ? openEmbeddedShadow(source.directory, options)
    : openServerShadow(source.kind, source.target, { ...options, target });
}
