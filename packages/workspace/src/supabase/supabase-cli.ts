/** The Supabase CLI this repository is written for. Fetched from npm when it is used first, 35 MB; npm keeps it. */
const version = '3.1.0';

/**
 * The command line that runs it: by the npm that started us, or the one on PATH. Nothing of it is installed here, so
 * that who works without Docker need not download it.
 */
export function supabaseCli(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const caller = env.npm_execpath ?? '';
  const npm = caller.endsWith('npm-cli.js') ? [process.execPath, caller] : ['npm'];
  const quietly = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return [...npm, 'exec', '--yes', ...quietly, `--package=supabase@${version}`, '--', 'supabase'];
}
