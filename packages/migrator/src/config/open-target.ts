import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Target } from '../model/target.ts';
import { parseUrl } from './parse-url.ts';

/** A target that may be connected to until it is released. */
export interface OpenTarget {
  readonly target: Target;
  release(): Promise<void>;
}

/**
 * The configured target; without one the embedded Postgres, started if it does not run.
 * @throws {MigratorError} `embedded_unavailable`.
 */
export async function openTarget(config: Config): Promise<OpenTarget> {
  if (config.target !== undefined) return { target: config.target, release: async () => {} };
  // Loaded only here: a run against a URL has no use for it.
  const { ensureServer } = await import('@groundwork/local-postgres');
  try {
    const server = await ensureServer();
    const target = parseUrl(server.url(), 'the embedded Postgres');
    return { target: { ...target, kind: 'embedded' }, release: () => server.release() };
  } catch (error) {
    throw new MigratorError('embedded_unavailable', messageOf(error), {
      hint: hintOf(error) ?? 'Set DATABASE_URL to use another Postgres.',
      cause: error,
    });
  }
}

/** Whether a URL leads to the embedded Postgres of this workspace after all. */
export async function isEmbedded(target: Target): Promise<boolean> {
  if (target.kind !== 'local') return target.kind === 'embedded';
  const { readServer } = await import('@groundwork/local-postgres');
  const { running, port } = await readServer();
  return running && port === target.port;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hintOf(error: unknown): string | undefined {
  return error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
}
