import type { AdoptedFile } from '../model/adoption.ts';
import type { Finding } from '../model/finding.ts';
import type { Statement } from '../model/statement.ts';
import { listOf, textOf } from '../sql/tree.ts';
import { movedTable } from './data-statements.ts';
import { locationOf } from './location-of.ts';
import type { AdoptInput } from './plan-adoption.ts';
import { readTableState } from './rehearse.ts';

/**
 * A DROP of a table or column that is about to run on a table with rows. A file that was meant to run right after the
 * one that made them may run long after here.
 */
export async function findLosses(input: AdoptInput, files: readonly AdoptedFile[]): Promise<Finding[]> {
  if (input.allowDataLoss) return [];
  const findings: Finding[] = [];
  for (const { migration, parsed, run } of files) {
    for (const statement of run.filter(drops)) {
      const table = movedTable(statement);
      if (table === undefined || (await readTableState(input.session, table)) !== 'filled') continue;
      findings.push({
        code: 'data_loss',
        severity: 'blocker',
        migration: migration.name,
        at: locationOf(input.showPath(migration.path), parsed, statement),
        message: `${migration.name} is pending, and this statement throws away rows of ${table.name}.`,
        hint: 'Save what is needed, then let it with --allow-data-loss.',
      });
    }
  }
  return findings;
}

function drops({ kind, tree }: Statement): boolean {
  if (kind === 'DropStmt') return /^OBJECT_(TABLE|MATVIEW|SCHEMA)$/.test(textOf(tree, 'removeType') ?? '');
  return (
    kind === 'AlterTableStmt' &&
    listOf(tree, 'cmds').some((command) => textOf(command, 'AlterTableCmd', 'subtype') === 'AT_DropColumn')
  );
}
