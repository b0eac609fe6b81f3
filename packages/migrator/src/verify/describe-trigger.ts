import type { TriggerDefinition } from '../model/trigger.ts';
import { joinName } from '../sql/relation-names.ts';
import { showName } from './names.ts';

/** `AFTER UPDATE OF email FOR EACH ROW WHEN (…) → public.f()`: all of it but name and table. */
export function describeTrigger(trigger: TriggerDefinition): string {
  const { timing, events, columns, level, when, transitions, constraint } = trigger;
  const of = columns.length === 0 ? '' : ` OF ${columns.map((column) => joinName([column])).join(', ')}`;
  return [
    ...(constraint === undefined ? [] : ['CONSTRAINT']),
    timing,
    events.map((event) => (event === 'UPDATE' ? `UPDATE${of}` : event)).join(' OR '),
    ...(constraint === undefined ? [] : [constraint]),
    ...(transitions.length === 0 ? [] : [`REFERENCING ${transitions.join(' ')}`]),
    `FOR EACH ${level}`,
    ...(when === undefined ? [] : [`WHEN (${when.replace(/\s+/g, ' ')})`]),
    `→ ${showName(trigger.function)}(${trigger.arguments.map((each) => `'${each}'`).join(', ')})`,
  ].join(' ');
}
