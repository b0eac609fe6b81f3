import { relative } from 'node:path';
import pc from 'picocolors';
import type { MigratorEvent } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { MigrationStatus } from '../model/result.ts';
import { adoptionLine } from './adoption-lines.ts';
import { formatError } from './format-error.ts';
import { formatFinding } from './format-finding.ts';
import { formatPlan } from './format-plan.ts';
import type { Output, Reporter } from './reporter.ts';

/**
 * Text for people. Scripts read these lines as well: their beginnings, emoji and wording included, stay as they are,
 * and what is new comes after them.
 */
export function createHumanReporter(output: Output, cwd: string): Reporter {
  const colors = pc.createColors(output.colors);

  function finding(each: Finding): void {
    for (const line of formatFinding(each, colors)) output.err(line);
  }

  function event(event: MigratorEvent): void {
    switch (event.type) {
      case 'found':
        output.out(foundLine(event));
        break;
      case 'finding':
        finding(event.finding);
        break;
      case 'taken_over':
        output.out(
          `📦 Took over ${event.migrations} executed ${event.migrations === 1 ? 'migration' : 'migrations'} from ${event.from}; that table stays, and is not read again. "migrate drift" compares what they made with the database`,
        );
        break;
      case 'waiting':
        output.err(`⏳ Waiting for another run to finish: ${event.holder}`);
        break;
      case 'adopting':
        output.err(
          '🔎 Objects of these files are there already: comparing with a shadow replay, nothing is tried',
        );
        break;
      case 'adopted':
        output.out(`🚀 Running migration: ${event.migration}`);
        output.out(adoptedLine(event));
        break;
      case 'skipped':
        output.out(`⏭️  Skipping ${event.migration} (already executed)`);
        break;
      case 'started':
        output.out(`🚀 Running migration: ${event.migration}`);
        break;
      case 'notice':
        // IF NOT EXISTS has a finding of its own; DROP … IF EXISTS of what is not there did what it is for.
        if (event.notice.severity !== 'WARNING') break;
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

  function adoptedLine({ statements, inEffect, mended }: MigratorEvent & { type: 'adopted' }): string {
    const parts = [
      `${inEffect} of ${statements} ${statements === 1 ? 'statement' : 'statements'} in effect`,
      ...(inEffect < statements ? [`${statements - inEffect} run`] : []),
      ...(mended > 0
        ? [
            `${mended} ${mended === 1 ? 'policy' : 'policies'} mended (drizzle-kit push drops USING/WITH CHECK)`,
          ]
        : []),
      'proven against a shadow replay',
    ];
    return `⚠️  Resources already exist (skipping) — ${parts.join(', ')}`;
  }

  return {
    event,
    up(result) {
      if (result.outcome === 'completed') output.out('✅ All migrations completed successfully!');
      if (result.outcome === 'blocked') output.err('❌ Nothing has run: mend the above first.');
      if (result.outcome === 'refused') {
        for (const each of result.findings) finding(each);
        output.err('❌ Nothing has run and nothing is recorded: the database is not what the files say.');
      }
      if (result.error !== undefined) for (const line of formatError(result.error, colors)) output.err(line);
      const left = result.migrations.filter((migration) => migration.result === 'not_run').length;
      if (left > 0 && result.outcome === 'failed')
        output.err(`   ${left} ${left === 1 ? 'file' : 'files'} after it did not run.`);
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
    plan(result) {
      for (const each of result.findings) finding(each);
      for (const line of formatPlan(result, colors)) output.out(line);
    },
    adopt(result) {
      for (const migration of result.migrations) {
        output.out(adoptionLine(migration));
        for (const sql of migration.mends) output.out(`   ${colors.dim(`${sql};`)}`);
        for (const [place, reason] of Object.entries(migration.data))
          output.out(`   ${colors.dim(`${place}: ${reason}`)}`);
      }
      for (const each of result.findings) finding(each);
      const recorded = result.recorded.length;
      if (result.outcome === 'refused')
        output.err('❌ This database is not what the files say: nothing was recorded.');
      else if (result.outcome === 'recorded') {
        output.out(
          `✅ Recorded ${recorded} ${recorded === 1 ? 'file' : 'files'} that ${recorded === 1 ? 'is' : 'are'} in effect; nothing was run.`,
        );
      } else if (result.migrations.length === 0)
        output.out('✅ Every file is recorded: there is nothing to adopt.');
      else output.out('Nothing was written. `migrate up` does what stands above, and proves the result.');
    },
    drift(result) {
      for (const each of result.findings) finding(each);
      output.out(
        result.clean
          ? `✅ No drift ${colors.dim(`(${result.compared} facts compared, ${result.target})`)}`
          : `${result.findings.length} ${result.findings.length === 1 ? 'difference' : 'differences'} ${colors.dim(`(${result.compared} facts compared, ${result.target})`)}`,
      );
    },
    import({ outcome, imported, from, findings }) {
      for (const name of imported) output.out(`✅ ${name}  imported`);
      for (const each of findings) finding(each);
      const files = `${imported.length} ${imported.length === 1 ? 'file' : 'files'}`;
      if (outcome === 'imported')
        output.out(`✅ Imported ${files} from ${from.join(' and ')}; nothing was run.`);
      else output.err('❌ Nothing was imported: the other history and the database do not agree.');
    },
    push({ mended, findings }) {
      for (const each of findings) finding(each);
      output.out(
        mended.length === 0
          ? '✅ Pushed'
          : `✅ Pushed, and ${mended.length} ${mended.length === 1 ? 'policy' : 'policies'} mended (drizzle-kit push drops USING/WITH CHECK)`,
      );
    },
    created({ path }) {
      const below = relative(cwd, path);
      output.out(below.startsWith('..') ? path : below);
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
