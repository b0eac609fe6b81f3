import { nearestName } from './nearest-name.ts';

/** Words of migrations; shorter ones are near too many names. */
const KEYWORDS =
  'ALTER ALWAYS BEGIN CASCADE CHECK COLUMN COMMENT CONCURRENTLY CONFLICT CONSTRAINT CREATE DEFAULT DEFINER DELETE DISABLE DOMAIN DROP ENABLE EXCLUDE EXECUTE EXISTS EXTENSION FOREIGN FROM FUNCTION GENERATED GRANT GROUP IDENTITY INDEX INHERITS INSERT INTO INVOKER LANGUAGE MATERIALIZED NOTHING NULL OPTION ORDER OWNER PARTITION POLICY PRIMARY PRIVILEGES PROCEDURE PUBLIC REFERENCES RENAME REPLACE RETURNING RETURNS REVOKE SCHEMA SECURITY SELECT SEQUENCE STORED TABLE TRIGGER UNIQUE UPDATE USAGE USING VALUES VIEW WHERE WITH'.split(
    ' ',
  );

/** So far back a wrong word lets the grammar go on: in `ADD COLUM IF NOT EXISTS` it stumbles over EXISTS. */
const WORDS_BACK = 4;

/**
 * A slip of the fingers in a keyword, at the place where the grammar stumbled or shortly before it.
 * @param before Text up to the place. @param rest Text from there on.
 */
export function hintMisspelling(before: string, rest: string): string | undefined {
  const statement = before.slice(before.lastIndexOf(';') + 1).replaceAll(/--.*/g, '');
  const words = statement.match(/"[^"]*"?|'[^']*'?|[\w$]+/g) ?? [];
  for (const word of [/^\w*/.exec(rest)?.[0] ?? '', ...words.reverse().slice(0, WORDS_BACK)]) {
    const typed = word.toUpperCase();
    const meant =
      /^[A-Z]+$/.test(typed) && !KEYWORDS.includes(typed) ? nearestName(typed, KEYWORDS) : undefined;
    if (meant !== undefined) return `Is ${meant} meant where it says ${word}? Nothing has run.`;
  }
  return undefined;
}
