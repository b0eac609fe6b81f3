import { execFile } from 'node:child_process';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { MigratorError } from '../model/errors.ts';

/** A folder's repository, and what it was at some commits. */
export interface Repository {
  /** The commit a name stands for. @throws {MigratorError} `git_ref_unknown`. */
  commitOf(ref: string): Promise<string>;
  /** The last commit two have in common. @throws {MigratorError} `git_no_common_past`. */
  mergeBase(ref: string, commit: string): Promise<string>;
  /**
   * Writes the folder as it was at `commit` below `into` (absolute).
   * @returns its path there; undefined where it did not exist.
   */
  extract(commit: string, into: string): Promise<string | undefined>;
}

/** @throws {MigratorError} `git_unavailable`: no git, or no repository around the folder. */
export async function openRepository(directory: string): Promise<Repository> {
  const inside = await runGit(directory, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (inside.code !== 0) {
    throw new MigratorError('git_unavailable', `${directory} is in no git repository that can be read.`, {
      hint: `Run in a checkout, or leave out --against. git said: ${firstLine(inside.stderr)}`,
    });
  }
  const [top = '', prefix = ''] = inside.stdout.split('\n');
  const root = await realpath(top);
  const below = prefix.replace(/\/$/, '');
  return {
    async commitOf(ref) {
      const found = await runGit(root, [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${ref}^{commit}`,
      ]);
      if (found.code === 0) return found.stdout.trim();
      throw new MigratorError('git_ref_unknown', `git knows no branch, tag or commit "${ref}" here.`, {
        hint: `Fetch it first: git fetch origin ${ref.replace(/^origin\//, '')}. In GitHub Actions: actions/checkout with fetch-depth: 0.`,
      });
    },
    async mergeBase(ref, commit) {
      const found = await runGit(root, ['merge-base', 'HEAD', commit]);
      if (found.code === 0) return found.stdout.trim();
      const shallow = (await runGit(root, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true';
      throw new MigratorError(
        'git_no_common_past',
        shallow
          ? `This clone is shallow: it does not reach back to where it and ${ref} parted.`
          : `This branch and ${ref} have no commit in common.`,
        {
          hint: shallow
            ? 'Fetch the rest: git fetch --unshallow. In GitHub Actions: actions/checkout with fetch-depth: 0.'
            : `Name the branch this one came from, in place of ${ref}.`,
        },
      );
    },
    async extract(commit, into) {
      await mkdir(into, { recursive: true });
      const index = { GIT_INDEX_FILE: join(into, '.index') };
      const tree = below === '' ? commit : `${commit}:${below}`;
      const place = below === '' ? [] : [`--prefix=${below}/`];
      const read = await runGit(root, ['read-tree', ...place, tree], index);
      if (read.code !== 0) return undefined;
      const written = await runGit(root, ['checkout-index', '--all', '--quiet', `--prefix=${into}/`], index);
      if (written.code !== 0) throw unreadable(commit, written.stderr);
      return join(into, ...below.split('/'));
    },
  };
}

interface GitRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @throws {MigratorError} `git_unavailable` where there is no git. */
function runGit(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, LC_ALL: 'C', ...env }, maxBuffer: 64 * 1024 * 1024 };
    execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(
          new MigratorError('git_unavailable', 'There is no git to ask for the other branch.', {
            hint: 'Install git, or leave out --against.',
          }),
        );
        return;
      }
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

function unreadable(commit: string, said: string): MigratorError {
  return new MigratorError('git_unavailable', `git could not write the files of ${commit.slice(0, 10)}.`, {
    hint: `git said: ${firstLine(said)}`,
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
