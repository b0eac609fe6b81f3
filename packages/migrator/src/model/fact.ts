/** One thing a catalog says of one object: pg-delta's encoded id. The same object has the same key in every database. */
export type FactKey = string;

/** A database as facts, each reduced to a hash; a key that is missing is a fact that is absent. */
export type FactHashes = ReadonlyMap<FactKey, string>;

/**
 * A database as facts, after the rules that make two databases comparable: members of extensions, owners' own rights
 * and what differs between server versions without meaning are gone.
 */
export interface Catalog {
  readonly hashes: FactHashes;
  /** The fact a fact hangs on: a column on its table, a policy on its table, a comment or grant on its object. */
  parentOf(key: FactKey): FactKey | undefined;
  /** A fact's value for people, one line where that is possible; undefined when it is absent. */
  show(key: FactKey): string | undefined;
  /** Kinds of object the extraction saw and cannot describe: what has them can not be proven. */
  readonly unmodelled: readonly string[];
}

/** A fact that is not as it should be; undefined stands for absent. */
export interface FactDifference {
  readonly key: FactKey;
  /** The object in words: `column title of table public.notes`. */
  readonly object: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}
