import type { AdoptInput, JudgedAdoption } from '../src/adopt/adoption.ts';
import { executeDecided } from '../src/adopt/execute/execute-decided.ts';
import { decideAdoption, judgeAdoption } from '../src/adopt/plan-adoption.ts';
import { MigratorError } from '../src/model/errors.ts';
import type { Finding } from '../src/model/finding.ts';
import type { CorpusFile } from './adopt-case.ts';
import { parse } from './open-shadow.ts';

export interface DirectAdoption {
  /** What was told, before or after the run. */
  readonly findings: readonly Finding[];
  /** Statements that were to run, mends among them. */
  readonly run: readonly string[];
  readonly outcomes: readonly string[];
  readonly recorded: boolean;
}

export interface DirectInput extends Pick<AdoptInput, 'session' | 'shadow' | 'files'> {
  readonly allowed?: Partial<AdoptInput['allowed']>;
}

/** Reads and judges as `up` does. */
export function judgeDirectly(input: DirectInput): Promise<JudgedAdoption> {
  return judgeAdoption(completeInput(input));
}

function completeInput(input: DirectInput): AdoptInput {
  const nothing = {
    dataChoices: { files: new Map() },
    allowDataLoss: false,
    strict: false,
    trustUnproven: false,
  };
  return { ...input, past: [], allowed: { ...nothing, ...input.allowed } };
}

/**
 * Decides and executes as `up` does, with a shadow that is there already.
 * @param read What was read before of the same target, which has not changed since.
 */
export async function adoptDirectly(input: DirectInput, read?: JudgedAdoption): Promise<DirectAdoption> {
  const whole = completeInput(input);
  const decided = await decideAdoption(whole, read ?? (await judgeAdoption(whole)));
  const judged = {
    findings: decided.findings,
    run: decided.files.flatMap((file) => [...file.run.map(({ text }) => text), ...file.mends]),
    outcomes: decided.files.map(({ outcome }) => outcome),
    recorded: false,
  };
  if (decided.findings.some(({ severity }) => severity === 'blocker')) return judged;
  try {
    await executeDecided(
      decided,
      {
        session: input.session,
        batch: 1,
        limits: { lockTimeout: 5_000, statementTimeout: 0 },
        historyVersion: 0,
      },
      () => {},
    );
  } catch (error) {
    if (!(error instanceof MigratorError)) throw error;
    const { code, message, details } = error;
    const told: readonly Finding[] = details.findings ?? [
      { code: 'not_proven', severity: 'blocker', message: `${code}: ${message}` },
    ];
    return { ...judged, findings: [...decided.findings, ...told] };
  }
  return { ...judged, recorded: true };
}

export function parseAll(files: readonly CorpusFile[]): Promise<AdoptInput['files']> {
  return Promise.all(
    files.map(async ({ name, text }) => ({
      migration: { name, path: name, checksum: 'c'.repeat(64), number: 0n },
      parsed: await parse(name, text),
    })),
  );
}
