import type { Colors } from 'picocolors/types.js';
import type { MigratorError } from '../model/errors.ts';
import type { Emit, MigratorEvent } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { CommandName, CommandResults } from '../model/result.ts';

/** Where output goes, and what it may look like. */
export interface Output {
  /** One line, without its line end. */
  out(line: string): void;
  /** The same, for what is not the command's result. */
  err(line: string): void;
  readonly colors: boolean;
  /** Where `err` goes, if that is a terminal somebody looks at. */
  readonly terminal?: Terminal;
}

/** A terminal, for what does not stay on it. */
export interface Terminal {
  write(text: string): void;
  readonly columns: number;
}

/** A form of output: the only place that prints. */
export interface Reporter {
  readonly event: Emit;
  /** What a command found or did; told once, at its end. */
  result<Name extends CommandName>(command: Name, result: CommandResults[Name]): void;
  /** The run could not start, or could not go on. */
  error(error: MigratorError): void;
}

/** How a report for people is made. */
export interface ReportOptions {
  /** The folder paths are shown relative to. */
  readonly cwd: string;
  /** Say also what most people do not ask for. */
  readonly verbose: boolean;
  /** Where a CI says where it wants its files. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** An output for people. */
export interface Paper extends Output, ReportOptions {
  readonly paint: Colors;
  /** Says how far a long statement is. */
  progress(event: MigratorEvent & { type: 'progress' }): void;
  /** Prints a finding, beside the result. */
  finding(finding: Finding): void;
}

/** Prints one command's result for people; one file each in `results/`. */
export type PrintResult<Name extends CommandName> = (result: CommandResults[Name], paper: Paper) => void;
