/** A place in a migration file, as editors count it. */
export interface Location {
  /** Path as it is shown: relative to where the user typed when it lies below, else absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** The whole line of SQL, without its line end; a long one is cut around the column, control characters are spaces. */
  readonly source: string;
  /** Where the column is in `source`, 0-based, in UTF-16 units: below it stands the caret. */
  readonly caret: number;
}
