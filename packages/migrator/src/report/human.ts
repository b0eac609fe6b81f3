import pc from 'picocolors';
import type { CommandName } from '../model/result.ts';
import { formatError } from './format-error.ts';
import { formatFinding } from './format-finding.ts';
import { withLiveLine } from './live-line.ts';
import { printEvent } from './print-event.ts';
import { progressLine, thinProgress } from './progress-line.ts';
import type { Output, Paper, PrintResult, Reporter, ReportOptions } from './reporter.ts';
import { printAdopt } from './results/adopt.ts';
import { printCheck } from './results/check.ts';
import { printDrift } from './results/drift.ts';
import { printGenerate } from './results/generate.ts';
import { printImport } from './results/import.ts';
import { printNew } from './results/new.ts';
import { printPlan } from './results/plan.ts';
import { printPush } from './results/push.ts';
import { printRepair } from './results/repair.ts';
import { printRollback } from './results/rollback.ts';
import { printStatus } from './results/status.ts';
import { printUndo } from './results/undo.ts';
import { printUp } from './results/up.ts';
import { printVerifyTriggers } from './results/verify-triggers.ts';

/** A new command's result is one file, and one line here. */
const RESULTS: { readonly [Name in CommandName]: PrintResult<Name> } = {
  up: printUp,
  status: printStatus,
  plan: printPlan,
  adopt: printAdopt,
  check: printCheck,
  drift: printDrift,
  import: printImport,
  push: printPush,
  new: printNew,
  generate: printGenerate,
  'verify-triggers': printVerifyTriggers,
  rollback: printRollback,
  undo: printUndo,
  repair: printRepair,
};

/**
 * Text for people. Scripts read these lines as well: their beginnings, emoji and wording included, stay as they are,
 * and what is new comes after them.
 */
export function createHumanReporter(plain: Output, options: ReportOptions): Reporter {
  const output = withLiveLine(plain);
  const stays = thinProgress();
  const paint = pc.createColors(output.colors);
  const paper: Paper = {
    ...output,
    ...options,
    paint,
    progress(event) {
      if (plain.terminal !== undefined) output.live(progressLine(event));
      else if (stays(event)) output.err(progressLine(event));
    },
    finding(finding) {
      for (const line of formatFinding(finding, paint)) output.err(line);
    },
  };
  return {
    event: (event) => {
      // What it told of goes on, or is over.
      if (event.type !== 'progress') output.settle();
      printEvent(event, paper);
    },
    result: (command, result) => RESULTS[command](result, paper),
    error(error) {
      for (const line of formatError(error, paint)) output.err(line);
    },
  };
}
