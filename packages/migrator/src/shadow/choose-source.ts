import type { Config } from '../model/config.ts';
import type { ShadowSource } from '../model/shadow.ts';
import type { Target } from '../model/target.ts';

/** A cluster of its own beside the embedded one, unless the user names another place. @param target Where there is one. */
export function chooseSource(
  { shadow, shadowDirectory }: Pick<Config, 'shadow' | 'shadowDirectory'>,
  target: Target | undefined,
): ShadowSource {
  if (shadow === 'target' && target !== undefined) return { kind: 'target', target };
  if (shadow === 'embedded' || shadow === 'target') return { kind: 'embedded', directory: shadowDirectory };
  return { kind: 'url', target: shadow };
}
