import type { Location } from '../model/location.ts';
import type { ServerError } from '../model/ports.ts';
import type { ExpectedFunction, FoundFunction } from '../model/trigger.ts';
import { locate } from '../sql/locate.ts';
import { scanTokens } from '../sql/scan-tokens.ts';
import { textOffsets } from '../sql/text-offsets.ts';
import { sameName, showName } from './names.ts';

/** Where in which trigger function an error arose. */
export interface FunctionPlace {
  readonly function: FoundFunction;
  /** In its file where it is the file's; else in what the database holds. */
  readonly at: Location;
}

/**
 * The innermost trigger function of the error's CONTEXT, and the line in it: `PL/pgSQL function public.f() line 3 at SQL
 * statement`. Postgres counts the lines of what stands between the quotes, from 1.
 */
export function findPlace(
  { context, internal }: ServerError,
  found: readonly FoundFunction[],
  expected: readonly ExpectedFunction[],
): FunctionPlace | undefined {
  for (const [, name = '', line = ''] of (context ?? '').matchAll(
    /^PL\/pgSQL function (.+?)\(\) line (\d+)/gm,
  )) {
    const called = functionNamed(name, found);
    if (called === undefined) continue;
    const offset = offsetOf(called.body, Number(line), internal);
    const file = expected.find(
      (each) => sameName(each.name, called.name) && sameText(each.body, called.body),
    );
    const shown = file?.at.file ?? `${showName(called.name)}() in the database`;
    const at = locate(shown, called.body, offset);
    return { function: called, at: file === undefined ? at : moveInto(file, at) };
  }
  return undefined;
}

/** A name as Postgres prints it: without the schema where the search_path finds it. */
function functionNamed(name: string, found: readonly FoundFunction[]): FoundFunction | undefined {
  const parts = scanTokens(name).flatMap(({ kind, text }) => (kind === 'sign' ? [] : [text]));
  const [last, schema] = [parts.at(-1), parts.at(-2)];
  return found.find(
    (each) => each.name.name === last && (schema === undefined || each.name.schema === schema),
  );
}

/** The failing word where Postgres points to it, else the line's first sign. */
function offsetOf(body: string, line: number, internal: ServerError['internal']): number {
  const lines = body.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const query = internal === undefined ? -1 : body.indexOf(internal.query, start);
  if (internal !== undefined && query !== -1)
    return query + textOffsets(internal.query).fromCodePoint(internal.position - 1);
  return start + ((lines[line - 1] ?? '').match(/^\s*/)?.[0].length ?? 0);
}

function moveInto({ bodyLine, bodyColumn }: ExpectedFunction, at: Location): Location {
  return {
    ...at,
    line: bodyLine + at.line - 1,
    column: at.line === 1 ? bodyColumn + at.column - 1 : at.column,
  };
}

function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');
}
