import { nearestName } from './nearest-name.ts';
import { scanTokens } from './scan-tokens.ts';

/** Words of migrations; shorter ones are near too many names and types (int, full, width). */
const KEYWORDS =
  'ALTER ALWAYS BEGIN CASCADE CHECK COLUMN COMMENT CONCURRENTLY CONFLICT CONSTRAINT CREATE DEFAULT DEFINER DELETE DISABLE DOMAIN ENABLE EXCLUDE EXECUTE EXISTS EXTENSION FOREIGN FROM FUNCTION GENERATED GRANT GROUP IDENTITY INDEX INHERITS INSERT INVOKER LANGUAGE MATERIALIZED NOTHING OPTION ORDER OWNER PARTITION POLICY PRIMARY PRIVILEGES PROCEDURE PUBLIC REFERENCES RENAME REPLACE RETURNING RETURNS REVOKE SCHEMA SECURITY SELECT SEQUENCE STORED TABLE TRIGGER UNIQUE UPDATE USAGE USING VALUES WHERE'.split(
    ' ',
  );

/** So far back a wrong word lets the grammar go on: in `ADD COLUM IF NOT EXISTS` it stumbles over EXISTS. */
const WORDS_BACK = 4;

/**
 * A slip of the fingers in a keyword, at the place where the grammar stumbled or shortly before it.
 * @param before Text up to the place. @param rest Text from there on.
 */
export function hintMisspelling(before: string, rest: string): string | undefined {
  const tokens = scanTokens(before);
  const statement = tokens.slice(tokens.findLastIndex(({ text }) => text === ';') + 1);
  const place = /^\w+/.exec(rest)?.[0];
  const words = statement.filter(({ kind }) => kind === 'word').slice(-WORDS_BACK);
  const near = [
    ...(place === undefined ? [] : [place]),
    ...words.map(({ start, end }) => before.slice(start, end)).reverse(),
  ];
  for (const word of near) {
    const typed = word.toUpperCase();
    if (KEYWORDS.includes(typed)) continue;
    const meant = nearestName(typed, KEYWORDS);
    // Tables are called orders, groups or owners.
    if (meant === undefined || typed.startsWith(meant)) continue;
    return `Is ${meant} meant where it says ${word}? Nothing has run.`;
  }
  return undefined;
}
