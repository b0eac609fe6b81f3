import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';

/** Compares drizzle's journal (tags, in its order) with the files, in the order they run. */
export function checkJournal(tags: readonly string[], migrations: readonly Migration[]): readonly Finding[] {
  const names = tags.map((tag) => `${tag}.sql`);
  const listed = new Set(names);
  const onDisk = new Set(migrations.map(({ name }) => name));
  return [
    ...names.filter((name) => !onDisk.has(name)).map(withoutFile),
    ...migrations.filter(({ name }) => !listed.has(name)).map(({ name }) => notListed(name)),
    ...checkOrder(
      names.filter((name) => onDisk.has(name)),
      migrations.map(({ name }) => name).filter((name) => listed.has(name)),
    ),
  ];
}

function withoutFile(name: string): Finding {
  return {
    code: 'journal_tag_without_file',
    severity: 'blocker',
    migration: name,
    message: `${name} is in drizzle's journal, but there is no such file.`,
    hint: 'Bring the file back from version control, or remove its entry from meta/_journal.json, and its snapshot beside it.',
  };
}

function notListed(name: string): Finding {
  return {
    code: 'journal_lacks_file',
    severity: 'warning',
    migration: name,
    message: `${name} is not in drizzle's journal: it runs in the order of its number, but drizzle-kit does not know it.`,
    hint: 'Make hand-written files with "migrate new", which keeps the journal true.',
  };
}

/** Both lists hold the same names. The first place where they part is enough: the rest follows from it. */
function checkOrder(journal: readonly string[], run: readonly string[]): readonly Finding[] {
  const at = journal.findIndex((name, index) => name !== run[index]);
  const [inJournal, inRun] = [journal[at], run[at]];
  if (inJournal === undefined || inRun === undefined) return [];
  return [
    {
      code: 'journal_order',
      severity: 'warning',
      migration: inJournal,
      message: `drizzle's journal puts ${inJournal} before ${inRun}; here files run in the order of their numbers, ${inRun} first.`,
      hint: 'Renumber the files, or sort the entries of meta/_journal.json.',
    },
  ];
}
