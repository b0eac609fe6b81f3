import { notBegunText } from '../database/history.ts';
import { HISTORY_TABLE } from '../database/history-table.ts';
import { quoteLiteral } from '../database/quote.ts';
import { MigratorError } from '../model/errors.ts';
import { ServerError, type Session } from '../model/ports.ts';
import type { AlonePart } from './composed-file.ts';
import { readDefinition, readWantedDefinition } from './index-definition.ts';
import { asConnected } from './transaction-text.ts';

/**
 * Sends a statement that runs in no transaction. Where an earlier run has begun it, it is looked at first what that
 * left: what is done is not sent again, what is half done is taken away or ended.
 * @throws {ServerError} what the server refused, {MigratorError} `index_invalid`; what the statement left is taken away
 *   where that is possible.
 */
export async function runAlone(session: Session, part: AlonePart): Promise<void> {
  const { rule, statement } = part;
  if (part.begun && (await settle(session, part))) return;
  try {
    await session.run(statement.text);
  } catch (error) {
    if (error instanceof ServerError) await takeBack(session, part);
    throw error;
  }
  if (rule.index !== undefined) await refuseInvalid(session, part);
}

/** @returns true when the statement is done. */
async function settle(session: Session, part: AlonePart): Promise<boolean> {
  const { rule } = part;
  if (rule.half !== undefined && (await isTrue(session, rule.half.isDone))) {
    await session.run(rule.half.rest);
    return true;
  }
  if (rule.isDone !== undefined) return isTrue(session, rule.isDone);
  const own = await findOwn(session, part);
  await dropInvalid(session, own);
  if (rule.index === undefined) return false;
  const wanted = await readWantedDefinition(session, rule.index, part.statement.text);
  for (const { name, valid } of own) {
    if (valid && wanted !== undefined && (await readDefinition(session, name)) === wanted) return true;
  }
  return false;
}

/** After an error: what the statement left goes, and with it the note that it was begun. */
async function takeBack(session: Session, part: AlonePart): Promise<void> {
  const { rule, row } = part;
  // Nothing tells what it has committed.
  if (rule.unclear) return;
  try {
    await dropInvalid(session, await findOwn(session, part));
    await session.run(`BEGIN READ WRITE; ${asConnected(notBegunText(row.filename))} COMMIT;`);
  } catch {
    // The next run finds the note, and does it.
  }
}

interface LeftIndex {
  /** Qualified, quoted where it must be. */
  readonly name: string;
  readonly valid: boolean;
}

/** Indexes the statement has made, by what the history says of those that were there before it. */
async function findOwn(session: Session, { rule, row }: AlonePart): Promise<LeftIndex[]> {
  if (rule.leaves === undefined) return [];
  const found = await session.query(rule.leaves);
  const note = `SELECT evidence #> '{begun,indexes}' AS indexes FROM ${HISTORY_TABLE} WHERE filename = ${quoteLiteral(row.filename)};`;
  const results = await session.run(`BEGIN; ${asConnected(note)} COMMIT;`);
  const indexes = results.at(-1)?.[0]?.indexes;
  // Without a note there is nothing of which it could be said that it was not there before.
  if (!Array.isArray(indexes)) return [];
  const before = new Set(indexes.map(String));
  return found
    .map(({ name, bare, valid }) => ({ name: String(name), bare: String(bare), valid: valid === true }))
    .filter(({ name, bare }) => !before.has(name) && (rule.index?.name ?? bare) === bare);
}

/** IF NOT EXISTS is content with an index that nothing uses, because its building failed. */
async function refuseInvalid(session: Session, part: AlonePart): Promise<void> {
  const { leaves, index } = part.rule;
  if (leaves === undefined || index?.name === undefined) return;
  const found = (await session.query(leaves)).find(({ bare }) => bare === index.name);
  if (found === undefined || found.valid === true) return;
  await takeBack(session, part);
  throw new MigratorError(
    'index_invalid',
    `${part.row.filename} builds the index ${String(found.name)}, which is there but INVALID: an earlier attempt failed.`,
    {
      migration: part.row.filename,
      hint: `Nothing uses it. Run "DROP INDEX CONCURRENTLY ${String(found.name)};" and then the same command again.`,
    },
  );
}

/** Concurrently, as it was built: nobody waits for it. */
async function dropInvalid(session: Session, indexes: readonly LeftIndex[]): Promise<void> {
  for (const { name, valid } of indexes) {
    if (!valid) await session.run(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }
}

async function isTrue(session: Session, expression: string): Promise<boolean> {
  const [row] = await session.query(`SELECT ${expression} AS so`);
  return row?.so === true;
}
