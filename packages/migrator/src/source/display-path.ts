import { isAbsolute, relative, resolve } from 'node:path';

/** `path` as a person is shown it: relative to `base` (where the command was typed) when it lies below, else absolute. */
export function displayPath(path: string, base: string): string {
  const absolute = resolve(base, path);
  const below = relative(base, absolute);
  if (below === '') return '.';
  const outside = below === '..' || /^\.\.[\\/]/.test(below) || isAbsolute(below);
  return outside ? absolute : below;
}
