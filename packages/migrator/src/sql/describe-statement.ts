import type { StatementLocks } from '../model/lock.ts';
import type { PlannedStatement } from '../model/plan.ts';
import type { Statement } from '../model/statement.ts';
import { locksOfStatement } from './locks-of-statement.ts';
import { sameRelation } from './relation-names.ts';

/** Longest piece of a statement a plan shows, in UTF-16 units. */
const WIDTH = 100;

/** The statements of one transaction, or one outside of any, as a plan shows them. */
export function describeStatements(statements: readonly Statement[]): readonly PlannedStatement[] {
  const made: string[] = [];
  return statements.map((statement) => {
    const found = locksOfStatement(statement.kind, statement.tree);
    const described = describe(statement, found, made);
    made.push(...found.makes);
    return described;
  });
}

function describe(statement: Statement, found: StatementLocks, made: readonly string[]): PlannedStatement {
  const { line, text, transaction } = statement;
  return {
    line,
    summary: summarise(text),
    transactional: transaction === 'inside',
    // What the transaction has made itself nobody else can see before its commit.
    locks: found.locks.filter(({ relation }) => !made.some((name) => sameRelation(name, relation))),
    ...(found.unseen === undefined ? {} : { unseen: found.unseen }),
  };
}

/**
 * A statement in one line. Its strings go, because a plan is posted where more people read than the file has readers,
 * and they may be passwords or rows.
 */
export function summarise(text: string): string {
  const line = text.replace(PART, shorten).replace(/\s+/g, ' ').trim();
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What may hold a quote or a comment's beginning inside: names, comments, strings of each kind. */
const PART =
  /"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|\bE'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'/gi;

function shorten(part: string): string {
  if (part.startsWith('"')) return part;
  if (part.startsWith('--') || part.startsWith('/*')) return ' ';
  return part.startsWith('$') ? '$$…$$' : "'…'";
}
