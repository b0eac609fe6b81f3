import { type Row, ServerError, type Session } from '../model/ports.ts';
import { isNeedless } from './needless-questions.ts';

/** What pg-delta's extraction wants: a pool of `pg` as far as it uses one. */
export interface ExtractionPool {
  connect(): Promise<{ query(text: string): Promise<{ rows: readonly Row[] }>; release(): void }>;
}

export interface ExtractionOptions {
  /**
   * Whether to read which object needs which: the dearest query of all, a third of the time, that only a plan has a use
   * for. No fact comes from it.
   */
  readonly dependencies: boolean;
  readonly serverMajor: number;
  /** What PRESENT_KINDS gave. */
  readonly present: unknown;
}

/** How that query begins; were it another one, reading would only take longer. */
const DEPENDENCIES = /^\s*WITH dep AS \(\s*SELECT d\.classid/;

function isUnasked(text: string, { dependencies, present }: ExtractionOptions): boolean {
  return (!dependencies && DEPENDENCIES.test(text)) || isNeedless(text, present);
}

/**
 * Of what objects of Postgres itself need (their numbers end below 16384) there is no fact: five sixths of an ordinary
 * database's answer, and a quarter of the time to read it. Cast, so that the planner takes a third of the rows for
 * users': by its statistics, where they are older than the tables, it would be none, and it would look each of a
 * thousand tables up in all the others, for a minute.
 */
const OF_USERS = 'd.objid::pg_catalog.int8 >= 16384';

/**
 * It would name each of Postgres' 3,300 functions, with its arguments, to use a few: a third of the time to read a small
 * database. An array, because a join of the two takes longer where there are a thousand tables.
 */
export const FUNCTIONS_USED = 'pp.oid = ANY (ARRAY(SELECT objid FROM endpoints))';

/** The question for dependencies, of what users have made alone; every other question as it is. */
export function askForUsers(text: string): string {
  if (!DEPENDENCIES.test(text)) return text;
  return text
    .replace(/\bWHERE\b/, `WHERE ${OF_USERS} AND`)
    .replace(/\bWHERE (?=pp\.prokind\b)/, `WHERE ${FUNCTIONS_USED} AND `);
}

const SAVEPOINT = 'SAVEPOINT catalog_read';
const BACK = 'ROLLBACK TO SAVEPOINT catalog_read; RELEASE SAVEPOINT catalog_read';

/**
 * What pg-delta asked a server of a version, in order. It asks the same some forty questions each time, one after the
 * other, and waits for each answer; from the second time on they are sent ahead in one message.
 */
const questions = new Map<number, readonly string[]>();

/**
 * Lets pg-delta read through a session that is in a transaction. Its BEGIN is a savepoint and its COMMIT goes back to
 * it, which undoes its SET LOCAL and gives back the locks reading takes; released too, or savepoints would pile up.
 */
export function extractionPool(session: Session, options: ExtractionOptions): ExtractionPool {
  return {
    async connect() {
      const asked: string[] = [];
      let answers = new Map<string, readonly Row[]>();
      return {
        async query(text) {
          if (/^BEGIN\b/.test(text)) {
            answers = await askAhead(session, options);
            return { rows: [] };
          }
          if (text === 'COMMIT' || text === 'ROLLBACK') {
            if (text === 'COMMIT') questions.set(options.serverMajor, asked);
            await session.run(BACK);
            return { rows: [] };
          }
          asked.push(text);
          if (isUnasked(text, options)) return { rows: [] };
          const answer = answers.get(text);
          // An answer is used once, so that those of a large database do not stay.
          answers.delete(text);
          return { rows: answer ?? (await session.query(askForUsers(text))) };
        },
        release() {},
      };
    },
  };
}

/** @returns the answers by question; none where they are not known yet, or where the role may not ask one of them. */
async function askAhead(session: Session, options: ExtractionOptions): Promise<Map<string, readonly Row[]>> {
  const known = new Set(questions.get(options.serverMajor));
  const texts = [...known].filter((text) => !isUnasked(text, options));
  const answers = new Map<string, readonly Row[]>();
  try {
    const results = await session.run([SAVEPOINT, ...texts.map(askForUsers)].join(';\n'));
    const answered = texts.filter((text) => !isSetting(text));
    // What comes before the first rows may count as a result too.
    const rows = results.slice(results.length - answered.length);
    if (rows.length !== answered.length) return answers;
    for (const text of texts) answers.set(text, []);
    for (const [index, text] of answered.entries()) answers.set(text, rows[index] ?? []);
    return answers;
  } catch (error) {
    // No right to ask (42501), or a server that is not like the one before. What else happens would happen again.
    if (!(error instanceof ServerError && error.sqlstate.startsWith('42'))) throw error;
    questions.delete(options.serverMajor);
    await session.run(`${BACK}; ${SAVEPOINT}`);
    return answers;
  }
}

/** Those come before everything else, and give no rows. */
function isSetting(text: string): boolean {
  return /^\s*SET\b/i.test(text);
}
