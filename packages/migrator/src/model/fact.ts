/** One thing a catalog says of one object: pg-delta's encoded id. The same object has the same key in every database. */
export type FactKey = string;

/** A database as facts, each reduced to a hash; a key that is missing is a fact that is absent. */
export type FactHashes = ReadonlyMap<FactKey, string>;

/** What a fact says, by name of attribute; the names are pg-delta's. Those that begin with `_` are not compared. */
export type FactValue = Readonly<Record<string, FactAttribute>>;

export type FactAttribute =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | FactAttribute[]
  | { [key: string]: FactAttribute };

/**
 * A database as facts of which only the hashes are kept: what a state between two others needs. Rules that make two
 * databases comparable have been applied: members of extensions, owners' own rights and what differs between server
 * versions without meaning are gone.
 */
export interface CatalogOutline {
  readonly hashes: FactHashes;
  /** Major version of the server it was read from. */
  readonly serverMajor: number;
  /** The fact a fact hangs on: a column on its table, a policy on its table, a comment or grant on its object. */
  parentOf(key: FactKey): FactKey | undefined;
  /** Kinds of object the extraction saw and cannot describe: what has them can not be proven. */
  readonly unmodelled: readonly string[];
}

/** A database as facts, with what each fact says. */
export interface Catalog extends CatalogOutline {
  /** What a fact says; undefined when it is absent. */
  factOf(key: FactKey): FactValue | undefined;
  /** A fact's value for people, one line; undefined when it is absent. */
  show(key: FactKey): string | undefined;
}

/** A fact that is not as it should be; undefined stands for absent. */
export interface FactDifference {
  readonly key: FactKey;
  /** The object in words: `column title of table public.notes`. */
  readonly object: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

/** An object that is as it should be under another name. */
export interface FactRename {
  readonly from: FactKey;
  readonly to: FactKey;
  /** The object in words, under the name it has. */
  readonly object: string;
  /** `ALTER … RENAME …` that would give it the expected name. */
  readonly sql: string;
}
