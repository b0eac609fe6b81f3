import { basename } from 'node:path';
import { whyNotTwice } from '../check/why-not-twice.ts';
import type { Config } from '../model/config.ts';
import { MigratorError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { MigrationFolder } from '../model/migration.ts';
import type { ParsedMigration } from '../model/statement.ts';
import type { UndoStep } from '../model/undo.ts';
import type { UndoResult } from '../model/undo-result.ts';
import { withShadow } from '../open/with-shadow.ts';
import { namesMigration } from '../plan/find-row.ts';
import { createMigration } from '../source/create-migration.ts';
import { parseFile } from '../source/parse-file.ts';
import { readMigrationFolder } from '../source/read-migration-folder.ts';
import { readSchemaReversal } from '../source/reverse-schema.ts';
import { downNameOf, nameOfLoss } from '../undo/describe-undo.ts';
import { findRightsGiven } from '../undo/find-rights-given.ts';
import { isBlocked } from '../undo/prove-undo.ts';
import { nothingToUndo, proveUndoAmong } from '../undo/prove-undo-among.ts';
import { readUndoFile } from '../undo/read-undo-file.ts';

/**
 * Writes a migration that comes after all others and reverses one, in the folder's own layout. Needs no target: it is tried
 * on a shadow, with every later file in place.
 */
export async function writeUndo(config: Config, typed: string): Promise<UndoResult> {
  const folder = await readMigrationFolder(config.directory, config.cwd);
  const index = folder.migrations.findIndex(({ name }) => namesMigration(typed, name));
  const migration = folder.migrations[index];
  if (migration === undefined) throw unknownFile(typed, folder.directory);
  const { step, once } = await prove(config, folder, index);
  const { source, inverse } = step;
  const sql = inverse.statements.map(({ text }) => text.trimEnd());
  const result = { undoes: migration.name, source, sql };
  const nothing = isBlocked(step) ? undefined : nothingToUndo(step);
  if (isBlocked(step) || nothing !== undefined)
    return { ...result, outcome: 'refused', findings: [...step.findings, ...(nothing ? [nothing] : [])] };

  const losses = step.losses.map((loss): Finding => {
    const does = loss.narrowed ? 'narrows' : 'drops';
    return {
      code: 'data_loss',
      severity: 'warning',
      migration: migration.name,
      message: `The new migration ${does} ${nameOfLoss(loss)}, with what it holds by then.`,
    };
  });
  const left = step.left.map(({ hint: _hint, ...each }): Finding => ({ ...each, severity: 'warning' }));
  const told = [...losses, ...findRightsGiven(step), ...step.findings, ...left];
  const schema = await readSchemaReversal(folder, migration.name);
  const created = await createMigration(config.directory, `undo ${slugOf(migration.name)}`, {
    base: config.cwd,
    content: {
      comment: commentOf(step, told, once),
      statements: sql,
      reverses: migration.name,
    },
  });
  const kept = schema === 'none' ? [] : [schemaFinding(migration.name, schema)];
  return { ...result, outcome: 'written', created, findings: [...told, ...kept] };
}

interface Proof {
  readonly step: UndoStep;
  /** Why what undoes it runs once only; undefined where it can run twice, as a file of this folder should. */
  readonly once: string | undefined;
}

async function prove(config: Config, { migrations }: MigrationFolder, index: number): Promise<Proof> {
  const migration = migrations[index];
  if (migration === undefined) throw new Error(`no migration at ${index}`);
  const past: ParsedMigration[] = [];
  for (const each of migrations.slice(0, index)) past.push(await parseFile(each, config.cwd));
  const later: ParsedMigration[] = [];
  for (const each of migrations.slice(index + 1)) later.push(await parseFile(each, config.cwd));
  const file = await readUndoFile(migration, config.cwd);
  return withShadow({ config, database: undefined }, async (shadow) => {
    const step = await proveUndoAmong({ shadow, past, file, later });
    const once = isBlocked(step)
      ? undefined
      : await whyNotTwice(shadow, [...past, file.parsed, ...later], step.inverse);
    return { step, once };
  });
}

/** `0003_add_phone.sql` → `add_phone`. */
function slugOf(name: string): string {
  return basename(name, '.sql').replace(/^\d+_/, '');
}

function commentOf(
  { migration, source }: UndoStep,
  told: readonly Finding[],
  once: string | undefined,
): [string, ...string[]] {
  const how =
    source === 'down'
      ? `as ${downNameOf(migration)} says`
      : 'generated from the catalog before and after it, and tried on a shadow';
  const lines = [
    ...(once === undefined ? [] : [`migrate: allow not-rerunnable: ${once}`]),
    ...told.map(({ code, message, at }) => {
      const does = message.replace('The new migration', 'this');
      if (code === 'data_loss') return `DATA LOSS: ${does}`;
      if (code === 'rights_given') return `RIGHTS: ${does}`;
      return `Not undone: ${message}${at === undefined ? '' : ` (line ${at.line})`}`;
    }),
  ];
  return [`Undoes ${migration}: ${how}.`, ...lines.map((line) => line.replaceAll(/\s+/g, ' '))];
}

function schemaFinding(name: string, schema: 'reversed' | 'kept'): Finding {
  return {
    code: 'schema_kept',
    severity: 'warning',
    migration: name,
    ...(schema === 'reversed'
      ? {
          message: `schema.ts still has what ${name} made; drizzle's snapshot is that of before it.`,
          hint: 'Take it out of schema.ts too: `drizzle-kit generate` then has nothing to do.',
        }
      : {
          message: `schema.ts and drizzle's snapshot still have what ${name} made: a later file has changed the schema since.`,
          hint: 'Take it out of schema.ts too; `drizzle-kit generate` then writes the DROP once more: empty that file, and keep its snapshot.',
        }),
  };
}

function unknownFile(typed: string, directory: string): MigratorError {
  return new MigratorError('usage', `There is no migration ${typed} in ${basename(directory)}.`, {
    hint: 'Name it as `migrate status` does, or by its path.',
  });
}
