/**
 * The environment of initdb and postgres: nothing of ours. A server that stays up would carry the secrets of
 * whoever started it, and PGOPTIONS, LANG and the like would change what it is.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const fixed = { LC_ALL: 'C', TZ: 'UTC' };
  if (process.platform !== 'win32') return { PATH: process.env.PATH ?? '/usr/bin:/bin', ...fixed };
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(path|systemroot|systemdrive|windir|comspec|temp|tmp|userprofile|username|appdata|localappdata)$/i.test(
      name,
    ),
  );
  return { ...Object.fromEntries(kept), ...fixed };
}
