import type { Row, Session } from '../src/model/ports.ts';
import type { Shadow, ShadowDatabase, Touch } from '../src/model/shadow.ts';

type Replay = (database: ShadowDatabase) => Promise<readonly Touch[]>;

/**
 * A shadow that answers from memory what the real one has said before: after the same replays the same text has the
 * same answer. Hundreds of adoptions of the same files then cost one replay.
 */
export function rememberShadow(shadow: Shadow): Shadow {
  const touches = new Map<string, Promise<readonly Touch[]>>();
  const results = new Map<string, Promise<readonly (readonly Row[])[]>>();
  const rows = new Map<string, Promise<readonly Row[]>>();
  return {
    oneAtATime: shadow.oneAtATime,
    async open() {
      const steps: { name: string; replay: Replay }[] = [];
      let database: Promise<ShadowDatabase> | undefined;
      let replayed = 0;
      /** The real database, opened when there is something to ask it, with all of the steps replayed. */
      const reach = async () => {
        database ??= shadow.open();
        const real = await database;
        let last: readonly Touch[] = [];
        for (; replayed < steps.length; replayed += 1) last = (await steps[replayed]?.replay(real)) ?? [];
        return { session: real.session, touches: last };
      };
      const keyOf = (question: string) => [...steps.map(({ name }) => name), question].join('\n');
      const replay = (name: string, work: Replay) => {
        steps.push({ name, replay: work });
        return remember(touches, keyOf('touches'), async () => (await reach()).touches);
      };
      // What was answered from memory since BEGIN: sent after all before something that is not known yet.
      let unsent: string[] = [];
      let inTransaction = false;
      const send = async <T>(text: string, ask: (real: Session) => Promise<T>): Promise<T> => {
        const real = (await reach()).session;
        for (const earlier of unsent) await real.run(earlier);
        unsent = [];
        inTransaction = !/^(ROLLBACK|COMMIT)$/.test(text);
        return ask(real);
      };
      const answer = <T>(
        known: Map<string, Promise<T>>,
        question: string,
        text: string,
        ask: (real: Session) => Promise<T>,
      ) => {
        const ends = /^(ROLLBACK|COMMIT)$/.test(text);
        const key = keyOf(question);
        if ((ends && inTransaction) || !known.has(key))
          return remember(known, key, () => send(text, ask), ends);
        if (ends) unsent = [];
        else unsent.push(text);
        return remember(known, key, () => send(text, ask));
      };
      const session: Session = {
        run: (text) => answer(results, text, text, (real) => real.run(text)),
        query: (text, parameters = []) =>
          answer(rows, `${text}\n${JSON.stringify(parameters)}`, text, (real) =>
            real.query(text, parameters),
          ),
        onNotice: () => () => {},
        cancel: async () => {},
        close: async () => {},
      };
      return {
        session,
        get target(): never {
          throw new Error('no tool connects to a shadow that answers from memory');
        },
        logged: true,
        replay: (migration) => replay(migration.name, (real) => real.replay(migration)),
        replayStatements: (migration, statements) =>
          replay(`${migration.name} ${statements.map(({ index }) => index)}`, (real) =>
            real.replayStatements(migration, statements),
          ),
        close: async () => (await database)?.close(),
      };
    },
    close: () => shadow.close(),
  };
}

function remember<T>(
  known: Map<string, Promise<T>>,
  key: string,
  ask: () => Promise<T>,
  anew = false,
): Promise<T> {
  const answer = (anew ? undefined : known.get(key)) ?? ask();
  known.set(key, answer);
  return answer;
}
