import { relative } from 'node:path';
import pc from 'picocolors';
import type { MigratorEvent } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { ServerNotice } from '../model/ports.ts';
import type { MigrationStatus } from '../model/result.ts';
import { formatError } from './format-error.ts';
import type { Output, Reporter } from './reporter.ts';

/**
 * Text for people. Scripts read these lines as well: their beginnings, emoji and wording included, stay as they are,
 * and what is new comes after them.
 */
export function createHumanReporter(output: Output, cwd: string): Reporter {
  const colors = pc.createColors(output.colors);

  function finding({ severity, message, hint, at }: Finding): void {
    const place = at === undefined ? '' : ` (${at.file}:${at.line}:${at.column})`;
    output.err(`${severity === 'blocker' ? '❌' : '⚠️ '} ${message}${place}`);
    if (hint !== undefined) output.err(`   ${colors.dim(hint)}`);
  }

  function event(event: MigratorEvent): void {
    switch (event.type) {
      case 'found':
        output.out(foundLine(event));
        break;
      case 'finding':
        finding(event.finding);
        break;
      case 'waiting':
        output.err(`⏳ Waiting for another run to finish: ${event.holder}`);
        break;
      case 'skipped':
        output.out(`⏭️  Skipping ${event.migration} (already executed)`);
        break;
      case 'started':
        output.out(`🚀 Running migration: ${event.migration}`);
        break;
      case 'notice':
        if (!isWorthTelling(event.notice)) break;
        output.err(`⚠️  ${event.migration}:${event.line}: ${event.notice.message}`);
        break;
      case 'retrying':
        output.err(
          `⏳ ${event.migration} did not get its lock in time and was rolled back; try ${event.attempt} in ${event.delayMs} ms`,
        );
        break;
      case 'completed':
        output.out(`✅ Completed: ${event.migration} ${colors.dim(`(${event.durationMs} ms)`)}`);
        break;
      case 'statement':
        break;
    }
  }

  function foundLine({ files, directory, target }: MigratorEvent & { type: 'found' }): string {
    const count = `${files} migration ${files === 1 ? 'file' : 'files'}`;
    return `📁 Found ${count} ${colors.dim(`in ${relative(cwd, directory) || '.'} for ${target}`)}`;
  }

  return {
    event,
    up(result) {
      if (result.outcome === 'completed') output.out('✅ All migrations completed successfully!');
      if (result.outcome === 'blocked') output.err('❌ Nothing has run: mend the above first.');
      if (result.error !== undefined) for (const line of formatError(result.error, colors)) output.err(line);
      const left = result.migrations.filter((migration) => migration.result === 'not_run').length;
      if (left > 0) output.err(`   ${left} ${left === 1 ? 'file' : 'files'} after it did not run.`);
    },
    status(result) {
      for (const migration of result.migrations) output.out(statusLine(migration));
      for (const each of result.findings) finding(each);
      const pending = result.migrations.filter(({ state }) => state === 'pending').length;
      output.out(
        result.clean
          ? `✅ Up to date ${colors.dim(`(${result.target})`)}`
          : `${pending} pending ${colors.dim(`(${result.target})`)}`,
      );
    },
    error(error) {
      for (const line of formatError(error, colors)) output.err(line);
    },
  };
}

const STATE_MARKS: Readonly<Record<MigrationStatus['state'], string>> = {
  applied: '✅',
  pending: '⏳',
  edited: '❌',
  deleted: '❌',
  out_of_order: '❌',
  in_progress: '🚧',
};

function statusLine({ name, state, row }: MigrationStatus): string {
  const when = row === null ? '' : `  ${row.executedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const outcome = state === 'applied' && row !== null ? row.outcome : state.replaceAll('_', ' ');
  return `${STATE_MARKS[state]} ${name}  ${outcome}${when}`;
}

/** What `IF NOT EXISTS` and `OR REPLACE` say of an object that is there: its code is that of the error it is not. */
const ALREADY_THERE = /^42(P0[67]|7(01|10|23))$/;

/** `DROP … IF EXISTS` says as much of an object that is not there, which is what the statement is for. */
function isWorthTelling({ severity, code }: ServerNotice): boolean {
  return severity === 'WARNING' || ALREADY_THERE.test(code);
}
