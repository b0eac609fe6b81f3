import { expect, test } from 'vitest';
import { aclOf } from '../../src/catalog/key-parts.ts';
import { mendingSql } from '../../src/catalog/mending-sql.ts';
import { matchesTouch } from '../../src/catalog/owner-object.ts';
import { readCatalog } from '../../src/catalog/read-catalog.ts';
import type { Catalog, FactKey } from '../../src/model/fact.ts';
import type { Session } from '../../src/model/ports.ts';
import type { Touch } from '../../src/model/shadow.ts';
import { namesOfTouch } from '../../src/shadow/touch-log.ts';
import { MUTATIONS, type Mutation, SCHEMA } from '../catalog-mutations.ts';
import { openSessions } from '../catalog-sessions.ts';
import { parse } from '../open-shadow.ts';
import { touchedKeys } from '../touched-keys.ts';

/** What the shadow's log would note, without statements. */
const LOG = `CREATE SCHEMA migrator;
  CREATE TABLE migrator.touch (tag text, type text, identity text, dropped boolean);
  GRANT ALL ON SCHEMA migrator TO PUBLIC; GRANT ALL ON migrator.touch TO PUBLIC;
  CREATE FUNCTION migrator.changed() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO migrator.touch SELECT command_tag, object_type, object_identity, false FROM pg_event_trigger_ddl_commands(); END $$;
  CREATE FUNCTION migrator.dropped() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO migrator.touch SELECT tg_tag, object_type, object_identity, true FROM pg_event_trigger_dropped_objects(); END $$;
  CREATE EVENT TRIGGER changed ON ddl_command_end EXECUTE FUNCTION migrator.changed();
  CREATE EVENT TRIGGER dropped ON sql_drop EXECUTE FUNCTION migrator.dropped()`;

test('every mutation is seen, named, mended and made again', async () => {
  // Two databases at the same time, since reading is most of it.
  const failures = await Promise.all([0, 1].map((half) => tryHalf(half)));
  expect(failures.flat()).toEqual([]);
}, 180_000);

async function tryHalf(half: number): Promise<string[]> {
  const { session, admin } = await openSessions(SCHEMA);
  await admin.run(LOG);
  const before = await readCatalog(session);
  const failures: string[] = [];
  for (const mutation of MUTATIONS.filter((_, index) => index % 2 === half)) {
    const using = mutation.admin === true ? admin : session;
    await using.run('BEGIN');
    for await (const failure of tryMutation(using, before, mutation))
      failures.push(`${mutation.name}: ${failure}`);
    await using.run('ROLLBACK');
  }
  return failures;
}

async function* tryMutation(session: Session, before: Catalog, mutation: Mutation): AsyncIterable<string> {
  await session.run(mutation.sql);
  const after = await readCatalog(session, { insideTransaction: true });
  const keys = touchedKeys(before, after);
  if (keys.size === 0) yield 'not seen';
  const { statements } = await parse('mutation.sql', mutation.sql);
  // Of several statements the log here does not say which it was.
  const touches = (await readTouches(session)).map((touch) => ({
    ...touch,
    names: namesOfTouch(touch, statements.length === 1 ? statements : []),
  }));
  for (const key of keys) {
    const isNamed =
      aclOf(key) !== undefined || touches.some((touch) => matchesTouch(key, touch, before.parentOf));
    if (!isNamed && mutation.name !== 'constraint index invalid')
      yield `${key} not named by ${JSON.stringify(touches)}`;
  }
  const mended = await mend(session, after, before, keys);
  yield* mended.failures;
  if (mutation.oneWay === true) return;
  const again = await mend(session, before, after, keys);
  yield* again.failures;
}

async function mend(session: Session, from: Catalog, to: Catalog, keys: ReadonlySet<FactKey>) {
  const statements = await mendingSql(from, to, keys);
  const sql = statements.join(';\n');
  await session.run(sql).catch((error: Error) => {
    throw new Error(`${error.message} in ${sql}`);
  });
  const left = touchedKeys(to, await readCatalog(session, { insideTransaction: true }));
  return {
    sql,
    failures: [...left].map((key) => `${key} differs after ${sql}`),
  };
}

async function readTouches(session: Session): Promise<Omit<Touch, 'names'>[]> {
  const rows = await session.query('SELECT * FROM migrator.touch');
  return rows.map(({ tag, type, identity, dropped }) => ({
    statement: 0,
    tag: String(tag),
    type: String(type),
    identity: identity === null ? undefined : String(identity),
    was: undefined,
    dropped: dropped === true,
  }));
}
