import type { Config } from '../model/config.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow, ShadowSource } from '../model/shadow.ts';
import type { Target } from '../model/target.ts';
import { openShadow } from '../shadow/open-shadow.ts';
import { readDefaultPrivileges } from '../shadow/read-default-privileges.ts';

export interface ShadowRun {
  readonly config: Config;
  /** The target, so that the shadow is shaped like it; undefined where files are looked at by themselves. */
  readonly database: { readonly session: Session; readonly target: Target } | undefined;
  /** How a migration is named in places; its name as it is where there is none. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Opens a shadow, and closes it after `work`. */
export async function withShadow<T>(
  { config, database, paths }: ShadowRun,
  work: (shadow: Shadow) => Promise<T>,
): Promise<T> {
  const shadow = await openShadow({
    source: shadowSource(config, database?.target),
    target: database?.session,
    ...(database === undefined ? {} : { defaultPrivileges: await readDefaultPrivileges(database.session) }),
    showPath: (name) => paths.get(name) ?? name,
    // Without a database there is none that may have the extension.
    passMissingExtensions: database !== undefined && config.trustUnproven,
  });
  try {
    return await work(shadow);
  } finally {
    await shadow.close();
  }
}

/** A cluster of its own beside the embedded one, unless the user names another place. */
function shadowSource({ shadow, shadowDirectory }: Config, target: Target | undefined): ShadowSource {
  if (shadow === 'target' && target !== undefined) return { kind: 'target', target };
  if (shadow === 'embedded' || shadow === 'target') return { kind: 'embedded', directory: shadowDirectory };
  return { kind: 'url', target: shadow };
}
