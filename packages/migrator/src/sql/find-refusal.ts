import type { Refusal } from '../model/statement.ts';
import { booleanOf, childOf, constantOf, listOf, textOf, walkTree } from './tree.ts';

/**
 * Why the runner never sends a statement: it would throw away what was done, drop the runner's lock, wait for data
 * that never comes, or change how text after it is read. undefined for every other statement.
 */
export function findRefusal(kind: string, tree: unknown): Refusal | undefined {
  if (kind === 'CopyStmt') return refuseCopy(tree);
  if (kind === 'TransactionStmt') return refuseTransactionEnd(tree);
  if (kind === 'DiscardStmt') return refuseDiscard(tree);
  if (kind === 'VariableSetStmt') return refuseSet(tree);
  if (kind === 'SelectStmt') return refuseCalls(tree);
  return undefined;
}

function refuseCopy(tree: unknown): Refusal | undefined {
  if (textOf(tree, 'filename') !== undefined) return undefined;
  if (childOf(tree, 'is_from') === true) return COPY_FROM_STDIN;
  return {
    code: 'sql_copy_stdin',
    message: 'COPY … TO STDOUT sends rows to a client that nobody reads in a migration.',
    hint: 'Remove the statement, or run it with psql.',
  };
}

/** Also used where the data lines behind the statement are what the grammar trips over. */
export const COPY_FROM_STDIN: Refusal = {
  code: 'sql_copy_stdin',
  message: 'COPY … FROM stdin waits for data from the client, which a migration file cannot send.',
  hint: 'Write the rows as INSERT (pg_dump --inserts does), use COPY … FROM PROGRAM or a file on the server, or load them with psql.',
};

function refuseTransactionEnd(tree: unknown): Refusal | undefined {
  switch (textOf(tree, 'kind')) {
    case 'TRANS_STMT_ROLLBACK':
      return {
        code: 'sql_transaction_control',
        message: 'ROLLBACK throws away what the file did before it, and the file would be recorded as done.',
        hint: 'Remove it, or undo a part with SAVEPOINT and ROLLBACK TO.',
      };
    case 'TRANS_STMT_PREPARE':
      return {
        code: 'sql_transaction_control',
        message: 'PREPARE TRANSACTION leaves the work of the file open, to be decided by somebody else.',
        hint: 'Remove it: the runner commits the file together with its history row.',
      };
    default:
      return undefined;
  }
}

function refuseDiscard(tree: unknown): Refusal | undefined {
  if (childOf(tree, 'target') !== 'DISCARD_ALL') return undefined;
  return {
    code: 'sql_session_setting',
    message: 'DISCARD ALL drops the lock that keeps two runs apart.',
    hint: 'Remove it: each file starts from a clean session anyway.',
  };
}

function refuseSet(tree: unknown): Refusal | undefined {
  const name = textOf(tree, 'name')?.toLowerCase() ?? '';
  const value = textOf(tree, 'kind') === 'VAR_SET_VALUE' ? constantOf(listOf(tree, 'args')[0]) : undefined;
  return refuseSetting(name, value);
}

function refuseCalls(tree: unknown): Refusal | undefined {
  let found: Refusal | undefined;
  walkTree(tree, (node) => {
    const name = textOf(listOf(node, 'FuncCall', 'funcname').at(-1), 'String', 'sval');
    if (name === 'set_config') {
      const [setting, value] = listOf(node, 'FuncCall', 'args').map(constantOf);
      found ??= refuseSetting(setting?.toLowerCase() ?? '', value);
    }
    if (name === 'pg_advisory_unlock_all') {
      found ??= {
        code: 'sql_session_setting',
        message: 'pg_advisory_unlock_all() drops the lock that keeps two runs apart.',
        hint: 'Unlock by number: pg_advisory_unlock(…).',
      };
    }
  });
  return found;
}

/** A message is read whole with the settings in force when it arrives, so these must stay as the runner set them. */
function refuseSetting(name: string, value: string | undefined): Refusal | undefined {
  if (name === 'standard_conforming_strings' && booleanOf(value) !== true) {
    return {
      code: 'sql_session_setting',
      message:
        'Changing standard_conforming_strings changes how the strings of everything sent after it are read.',
      hint: "Leave it on, and write strings with backslash escapes as E'…'.",
    };
  }
  if (name === 'client_encoding' && !/^(utf-?8|unicode)$/i.test(value ?? '')) {
    return {
      code: 'sql_session_setting',
      message: 'Changing client_encoding changes how the text of everything sent after it is read.',
      hint: 'Save the file as UTF-8 and remove the statement.',
    };
  }
  return undefined;
}
