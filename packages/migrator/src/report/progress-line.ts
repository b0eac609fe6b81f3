import type { MigratorEvent } from '../model/event.ts';

type ProgressEvent = MigratorEvent & { type: 'progress' };

/** What is under way, since when, and how far it is. */
export function progressLine(event: ProgressEvent): string {
  const { index, of, elapsedMs, build } = event;
  const what = describeWork(event);
  const percent = build?.percent === undefined ? '' : ` ${build.percent} %`;
  const how = build === undefined ? '' : `, ${build.phase}${percent}`;
  return `⏳ ${what} (file ${index + 1} of ${of}), ${duration(elapsedMs)}${how}`;
}

function describeWork({ migration, line, undoing }: ProgressEvent): string {
  if (undoing === true) return `${migration} is being undone`;
  return line === undefined ? `${migration} is being committed` : `${migration}:${line} runs`;
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Milliseconds between two lines that stay. */
const PAUSE = 10_000;

/** Of the progress of one statement, tells which to keep where each stays in a log: one in ten seconds. */
export function thinProgress(): (event: ProgressEvent) => boolean {
  let place = '';
  let kept = 0;
  return ({ migration, line, elapsedMs }) => {
    const here = `${migration}:${line}`;
    const due = Math.floor(elapsedMs / PAUSE);
    if (here !== place || due < kept) kept = 0;
    place = here;
    if (due <= kept) return false;
    kept = due;
    return true;
  };
}
