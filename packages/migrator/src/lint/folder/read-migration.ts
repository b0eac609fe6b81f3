import type { ParsedMigration } from '../../model/statement.ts';
import { constantOf, listOf, textOf } from '../../sql/tree.ts';
import type { Folder, ReadStatement } from './folder.ts';
import { readAlterTable } from './read-alter-table.ts';
import { readCreateTable, readCreateTableAs } from './read-create-table.ts';
import { readDrop } from './read-drop.ts';
import { readDefaultPrivileges, readGrant } from './read-grant.ts';
import { readIndex } from './read-index.ts';
import { readAlterPolicy, readCreatePolicy } from './read-policy.ts';
import { readRename, readSetSchema } from './read-rename.ts';
import { readAlterRoutine, readCreateRoutine } from './read-routine.ts';
import { readTrigger } from './read-trigger.ts';
import { readView } from './read-view.ts';

/** A line for each kind of statement. */
const READERS: Readonly<Record<string, ReadStatement>> = {
  CreateStmt: readCreateTable,
  CreateTableAsStmt: readCreateTableAs,
  AlterTableStmt: readAlterTable,
  IndexStmt: readIndex,
  ViewStmt: readView,
  CreateTrigStmt: readTrigger,
  CreatePolicyStmt: readCreatePolicy,
  AlterPolicyStmt: readAlterPolicy,
  CreateFunctionStmt: readCreateRoutine,
  AlterFunctionStmt: readAlterRoutine,
  GrantStmt: readGrant,
  AlterDefaultPrivilegesStmt: readDefaultPrivileges,
  RenameStmt: readRename,
  AlterObjectSchemaStmt: readSetSchema,
  DropStmt: readDrop,
  VariableSetStmt: readSetting,
};

/** Adds what a file makes to what the files before it have made. */
export function readMigration(folder: Folder, { name, statements }: ParsedMigration): void {
  folder.schema = 'public';
  for (const { index, kind, tree } of statements)
    READERS[kind]?.(folder, tree, { migration: name, statement: index });
}

function readSetting(folder: Folder, tree: unknown): void {
  if (textOf(tree, 'name') !== 'search_path') return;
  const first = constantOf(listOf(tree, 'args')[0]);
  folder.schema = first === undefined || first === '' || first === '$user' ? 'public' : first;
}
