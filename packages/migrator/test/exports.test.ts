import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../src/index.ts';

const SOURCE = join(import.meta.dirname, '..', 'src');

/** Each exported name with the file it is declared in. */
const exported = [
  ...readFileSync(join(SOURCE, 'index.ts'), 'utf8').matchAll(
    /^export (?:type )?\{([^}]+)\} from '\.\/(.+)';$/gm,
  ),
].flatMap(([, names = '', file = '']) =>
  names.split(',').map((name) => ({ name: name.trim().replace(/^type /, ''), file })),
);

test('the library offers these names, and no other', () => {
  expect(Object.keys(library).sort()).toEqual(['MigratorError', 'createMigrator']);
  expect(exported.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
    [
      "",
      "",
      "",
      "AdoptResult",
      "AdoptionVerdict",
      "BuildProgress",
      "CanaryCheck",
      "CanaryResult",
      "CheckOptions",
      "CheckPartName",
      "CheckResult",
      "CheckedPart",
      "CreateOptions",
      "CreatedMigration",
      "DataChoices",
      "DataLoss",
      "DriftResult",
      "Emit",
      "ErrorCode",
      "ErrorDetails",
      "Finding",
      "FindingCode",
      "GenerateOptions",
      "GenerateResult",
      "HistoryRow",
      "ImportResult",
      "Location",
      "LockMode",
      "MigrationKind",
      "MigrationResult",
      "MigrationStatus",
      "Migrator",
      "MigratorError",
      "MigratorEvent",
      "MigratorOptions",
      "Outcome",
      "PartVerdict",
      "PlanResult",
      "PlannedMigration",
      "PlannedStatement",
      "PushOptions",
      "PushResult",
      "RepairAction",
      "RepairOptions",
      "RepairResult",
      "RollbackOptions",
      "RollbackResult",
      "ServerNotice",
      "StatusResult",
      "TableLock",
      "Target",
      "Tls",
      "TriggerVerdict",
      "UndoLoss",
      "UndoResult",
      "UndoSelection",
      "UndoneMigration",
      "UpOptions",
      "UpResult",
      "VerifyTriggersResult",
      "createMigrator",
    ]
  `);
});

test('each of them is documented where it is declared', () => {
  const silent = exported.filter(({ name, file }) => {
    const declaration = new RegExp(
      `\\*/\\nexport (?:async )?(?:function|class|interface|type|const) ${name}\\b`,
    );
    return !declaration.test(readFileSync(join(SOURCE, file), 'utf8'));
  });
  expect(silent).toEqual([]);
});
