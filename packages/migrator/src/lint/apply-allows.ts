import type { Allow, ParsedMigration } from '../model/statement.ts';

/** What a rule found, ours or squawk's, with its place in the file's text. */
export interface RuleHit {
  readonly rule: string;
  readonly migration: string;
  /** 0-based position in the file. */
  readonly statement: number;
  /** In UTF-16 units. */
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
  readonly object?: string;
  readonly sql?: readonly string[];
}

/** What is left of the hits of one migration, and the allows that silenced none. */
export function applyAllows(
  { allows }: ParsedMigration,
  hits: readonly RuleHit[],
): { readonly hits: readonly RuleHit[]; readonly unused: readonly Allow[] } {
  const used = new Set<Allow>();
  const left = hits.filter((hit) => {
    const matching = allows.filter(
      ({ rule, statement }) => rule === hit.rule && (statement === undefined || statement === hit.statement),
    );
    for (const allow of matching) used.add(allow);
    return matching.length === 0;
  });
  return { hits: left, unused: allows.filter((allow) => !used.has(allow)) };
}
