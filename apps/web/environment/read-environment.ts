import type { z } from 'zod';
import { environmentNames, environmentSchema, variableNotes } from './environment-schema.ts';

export { environmentNames };

/** The app takes any connection; a deployment that has only the direct one need not name it twice. */
const appSchema = environmentSchema.required({ DATABASE_URL: true });

/** The environment after it was checked. */
export type Environment = z.infer<typeof appSchema>;

/** One variable that keeps the app from starting, and what to do about it. */
export interface EnvironmentProblem {
  readonly name: string;
  /** Without the value: it may be a password. */
  readonly message: string;
  readonly where: string;
}

export interface EnvironmentReading {
  /** Absent when there are problems. */
  readonly environment?: Environment;
  readonly problems: readonly EnvironmentProblem[];
  /** What works and should be changed all the same. */
  readonly notices: readonly string[];
}

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Checks the variables the web app needs. Pure. It takes the environment whole: Next replaces a NEXT_PUBLIC_ variable
 * that is read by its name with the value at build time, and one build should run anywhere.
 */
export function readEnvironment(source: Source): EnvironmentReading {
  const { values, notices, readAs } = renameLegacy(source);
  values.DATABASE_URL ??= values.DIRECT_URL;
  const parsed = appSchema.safeParse(values);
  if (parsed.success) return { environment: parsed.data, problems: [], notices };
  const problems = new Map<string, EnvironmentProblem>();
  for (const { path, message } of parsed.error.issues) {
    const read = String(path[0]);
    // The name that was set, not the one it is read as.
    const name = readAs.get(read) ?? read;
    const said = values[read] === undefined ? 'is not set' : message;
    problems.set(name, { name, message: said, where: noteOf(read).where });
  }
  return { problems: [...problems.values()], notices };
}

/** An empty variable counts as unset: that is how a shell or a dashboard takes one away. */
function renameLegacy(source: Source) {
  const values: Record<string, string | undefined> = {};
  const notices: string[] = [];
  const readAs = new Map<string, string>();
  for (const name of environmentNames) values[name] = source[name]?.trim() || undefined;
  for (const [old, value] of Object.entries(values)) {
    const { legacyOf } = noteOf(old);
    if (legacyOf === undefined || value === undefined) continue;
    if (values[legacyOf] !== undefined) continue;
    notices.push(`${old} is the older name: rename it to ${legacyOf}.`);
    readAs.set(legacyOf, old);
    values[legacyOf] = value;
  }
  return { values, notices, readAs };
}

function noteOf(name: string) {
  const field = Object.entries(environmentSchema.shape).find(([key]) => key === name)?.[1];
  const note = field && variableNotes.get(field);
  if (!note) throw new Error(`${name} has no note in environment-schema.ts.`);
  return note;
}
