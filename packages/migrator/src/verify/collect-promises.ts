import type { Expectations, TriggerPromise } from '../model/trigger.ts';
import { sameName, USERS } from './names.ts';
import type { TriggerFacts } from './read-facts.ts';
import { distinctPromises, readPromises } from './read-promises.ts';

/** What the files' triggers on users promise, and those in no file; what foreign keys of the files promise with them. */
export async function collectPromises(
  { triggers, functions, references }: Expectations,
  facts: TriggerFacts,
): Promise<readonly TriggerPromise[]> {
  const onUsers = triggers.filter(({ table, enabled }) => sameName(table, USERS) && enabled === 'enabled');
  const unknown = facts.triggers.filter(
    ({ name, table, enabled }) =>
      sameName(table, USERS) && enabled === 'enabled' && !onUsers.some((each) => each.name === name),
  );
  const promises: TriggerPromise[] = [];
  for (const trigger of [...onUsers, ...unknown]) {
    const sources = [...functions, ...facts.functions];
    const called = sources.find(({ name }) => sameName(name, trigger.function));
    if (called !== undefined) promises.push(...(await readPromises(trigger, called)));
  }
  const cascades = promises
    .filter(({ kind }) => kind === 'row')
    .filter(({ table, key }) =>
      references.some((each) => each.cascades && sameName(each.table, table) && each.column === key),
    )
    .map(({ table, key }): TriggerPromise => ({ kind: 'gone', table, key, trigger: undefined }));
  return distinctPromises([...promises, ...cascades]);
}
