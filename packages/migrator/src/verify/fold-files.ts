import type { ParsedMigration, Statement } from '../model/statement.ts';
import type { Expectations } from '../model/trigger.ts';
import { ParserError, parseText } from '../sql/parser.ts';
import { scanTokens } from '../sql/scan-tokens.ts';
import { splitBlock } from '../sql/split-block.ts';
import { childOf, constantOf, listOf, textOf } from '../sql/tree.ts';
import { foldAlterFunction, foldAlterTable, foldDrop, foldGrant, foldOwner } from './fold-changes.ts';
import { foldFunction, foldTable, foldTrigger } from './fold-creations.ts';
import { foldRename, foldSchemaChange } from './fold-renames.ts';
import { createFoldState, type FoldState, type PlacedStatement } from './fold-state.ts';

const FOLDS: Readonly<Record<string, (state: FoldState, statement: PlacedStatement) => void>> = {
  CreateTrigStmt: foldTrigger,
  CreateFunctionStmt: foldFunction,
  CreateStmt: foldTable,
  AlterTableStmt: foldAlterTable,
  AlterFunctionStmt: foldAlterFunction,
  AlterOwnerStmt: foldOwner,
  AlterObjectSchemaStmt: foldSchemaChange,
  GrantStmt: foldGrant,
  DropStmt: foldDrop,
  RenameStmt: foldRename,
};

/** Goes through the files one by one, so that the tree of each can be forgotten before the next is parsed. */
export interface Fold {
  add(parsed: ParsedMigration): Promise<void>;
  result(): Expectations;
}

/** @param schema Where a name without a schema is looked up, unless the file sets a search_path. */
export function startFold(schema: string): Fold {
  const state = createFoldState(schema);
  return {
    async add(parsed) {
      state.schema = schema;
      for (const statement of parsed.statements) {
        const place = { migration: parsed.name, file: parsed.shownPath, fileText: parsed.text };
        if (statement.kind === 'VariableSetStmt') state.schema = schemaSet(statement.tree) ?? state.schema;
        else if (statement.kind !== 'DoStmt')
          FOLDS[statement.kind]?.(state, { ...statement, ...place, inBlock: false });
        else
          for (const inner of await statementsOfBlock(statement))
            FOLDS[inner.kind]?.(state, { ...inner, ...place, inBlock: true });
      }
    },
    result: () => ({
      triggers: [...state.triggers.values()],
      functions: [...state.functions.values()],
      references: [...state.references.values()],
    }),
  };
}

/** The first schema of `SET search_path`; undefined where it is none. */
function schemaSet(tree: unknown): string | undefined {
  if (textOf(tree, 'name') !== 'search_path') return undefined;
  return constantOf(listOf(tree, 'args')[0]) || undefined;
}

/** The statements that stand in a DO block as they are; what it puts together and executes nobody can read. */
async function statementsOfBlock(
  statement: Statement,
): Promise<
  { readonly kind: string; readonly tree: unknown; readonly text: string; readonly start: number }[]
> {
  const body = listOf(statement.tree, 'args')
    .map((option) => childOf(option, 'DefElem'))
    .find((option) => textOf(option, 'defname') === 'as');
  const text = textOf(body, 'arg', 'String', 'sval') ?? '';
  const offset = scanTokens(statement.text).find((token) => token.kind === 'string' && token.text === text);
  const found = [];
  for (const piece of splitBlock(text)) {
    if (!/^(create|alter|drop|grant|revoke)\b/i.test(piece.text)) continue;
    try {
      const [raw] = await parseText(piece.text);
      if (raw === undefined) continue;
      const start = statement.start + (offset?.content ?? 0) + piece.start;
      found.push({ kind: raw.kind, tree: raw.tree, text: piece.text, start });
    } catch (error) {
      // Postgres looks at it only when it is reached.
      if (!(error instanceof ParserError)) throw error;
    }
  }
  return found;
}
