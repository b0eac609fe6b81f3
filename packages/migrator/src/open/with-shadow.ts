import type { Config } from '../model/config.ts';
import type { Session } from '../model/ports.ts';
import type { Shadow } from '../model/shadow.ts';
import type { Target } from '../model/target.ts';
import { chooseSource } from '../shadow/choose-source.ts';
import { openShadow } from '../shadow/open-shadow.ts';
import { readDefaultPrivileges } from '../shadow/read-default-privileges.ts';

export interface ShadowRun {
  readonly config: Config;
  /** The target, so that the shadow is shaped like it; undefined where files are looked at by themselves. */
  readonly database: { readonly session: Session; readonly target: Target } | undefined;
}

/** Opens a shadow, and closes it after `work`. */
export async function withShadow<T>(
  { config, database }: ShadowRun,
  work: (shadow: Shadow) => Promise<T>,
): Promise<T> {
  const shadow = await openShadow({
    source: chooseSource(config, database?.target),
    target: database?.session,
    ...(database === undefined ? {} : { defaultPrivileges: await readDefaultPrivileges(database.session) }),
    // Without a database there is none that may have the extension.
    passMissingExtensions: database !== undefined && config.trustUnproven,
  });
  try {
    return await work(shadow);
  } finally {
    await shadow.close();
  }
}
