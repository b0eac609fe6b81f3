import { relative } from 'node:path';
import { CHECK_PARTS, type CheckedPart } from '../model/check.ts';
import type { MigratorEvent } from '../model/event.ts';
import { PART_MARKS, partDetail, seconds } from './check-lines.ts';
import { formatError } from './format-error.ts';
import type { Paper } from './reporter.ts';

/** What happens, as it happens. */
export function printEvent(event: MigratorEvent, paper: Paper): void {
  switch (event.type) {
    case 'found':
      paper.out(foundLine(event, paper));
      break;
    case 'finding':
      paper.finding(event.finding);
      break;
    case 'taken_over':
      paper.out(
        `📦 Took over ${event.migrations} executed ${event.migrations === 1 ? 'migration' : 'migrations'} from ${event.from}; that table stays, and is not read again. "migrate drift" compares what they made with the database`,
      );
      break;
    case 'waiting':
      paper.err(`⏳ Waiting for another run to finish: ${event.holder}`);
      break;
    case 'adopting':
      paper.err(
        '🔎 Objects of these files are there already: comparing with a shadow replay, nothing is tried',
      );
      break;
    case 'adopted':
      paper.out(`🚀 Running migration: ${event.migration}`);
      paper.out(adoptedLine(event));
      break;
    case 'skipped':
      paper.out(`⏭️  Skipping ${event.migration} (already executed)`);
      break;
    case 'started':
      paper.out(`🚀 Running migration: ${event.migration}`);
      break;
    case 'notice':
      // IF NOT EXISTS has a finding of its own; DROP … IF EXISTS of what is not there did what it is for.
      if (event.notice.severity !== 'WARNING') break;
      paper.err(`⚠️  ${event.migration}:${event.line}: ${event.notice.message}`);
      break;
    case 'retrying':
      paper.err(
        `⏳ ${event.migration} did not get its lock in time and was rolled back; try ${event.attempt} in ${event.delayMs} ms${event.by === undefined ? '' : `; in its way was ${event.by}`}`,
      );
      break;
    case 'blocked':
      paper.err(`⏳ ${event.migration}:${event.line} waits for a lock; in its way is ${event.by}`);
      break;
    case 'progress':
      paper.progress(event);
      break;
    case 'completed':
      paper.out(`✅ Completed: ${event.migration} ${paper.paint.dim(`(${event.durationMs} ms)`)}`);
      break;
    case 'checked':
      printPart(event.part, paper);
      break;
    case 'rollback_planned':
      for (const line of rollbackLines(event)) paper.out(line);
      break;
    case 'repair_planned':
      paper.out(
        `🔧 ${event.migration} in the history of ${event.target}: ${event.before} → ${event.after ?? 'no row'}`,
      );
      break;
    case 'statement':
      break;
  }
}

/** A line a part, its findings below it. */
function printPart(part: CheckedPart, paper: Paper): void {
  const time = part.outcome === 'skipped' ? '' : paper.paint.dim(` (${seconds(part.durationMs)})`);
  paper.out(`${PART_MARKS[part.outcome]} ${part.name.padEnd(NAME_WIDTH)} ${partDetail(part)}${time}`);
  if (part.error !== undefined) for (const line of formatError(part.error, paper.paint)) paper.err(line);
  for (const finding of part.findings) paper.finding(finding);
}

const NAME_WIDTH = Math.max(...CHECK_PARTS.map((name) => name.length));

function foundLine(
  { files, directory, target }: MigratorEvent & { type: 'found' },
  { paint, cwd }: Paper,
): string {
  const count = `${files} migration ${files === 1 ? 'file' : 'files'}`;
  return `📁 Found ${count} ${paint.dim(`in ${relative(cwd, directory) || '.'} for ${target}`)}`;
}

function adoptedLine({ statements, inEffect, mended }: MigratorEvent & { type: 'adopted' }): string {
  const parts = [
    `${inEffect} of ${statements} ${statements === 1 ? 'statement' : 'statements'} in effect`,
    ...(inEffect < statements ? [`${statements - inEffect} run`] : []),
    ...(mended > 0
      ? [`${mended} ${mended === 1 ? 'policy' : 'policies'} mended (drizzle-kit push drops USING/WITH CHECK)`]
      : []),
    'proven against a shadow replay',
  ];
  return `⚠️  Resources already exist (skipping) — ${parts.join(', ')}`;
}

/** What will be undone, newest first, with the SQL that does it. */
function rollbackLines({ migrations }: MigratorEvent & { type: 'rollback_planned' }): string[] {
  return migrations.flatMap(({ name, source, sql }) => {
    const count =
      sql.length === 0 ? 'nothing to run' : `${sql.length} ${sql.length === 1 ? 'statement' : 'statements'}`;
    const how = source === 'down' ? 'its own inverse' : 'generated inverse, tried on a shadow';
    return [
      `↩️  To roll back: ${name} (${how}, ${count})`,
      ...sql.flatMap((text) => `${text};`.split('\n').map((line) => `     ${line}`)),
    ];
  });
}
