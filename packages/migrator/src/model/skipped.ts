/** What Postgres said of an object that `IF NOT EXISTS` left as it was. */
export interface SkippedObject {
  readonly migration: string;
  readonly line: number;
  /** As Postgres names it: `relation "notes"`, `column "title" of relation "notes"`. */
  readonly object: string;
}
