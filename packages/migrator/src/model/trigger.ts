import type { Location } from './location.ts';

/** A name with the schema it is looked up in. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** What a trigger is, wherever that is said: in a file, or in a catalog. */
export interface TriggerDefinition {
  readonly name: string;
  readonly table: QualifiedName;
  readonly function: QualifiedName;
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF';
  readonly level: 'ROW' | 'STATEMENT';
  /** In the order INSERT, UPDATE, DELETE, TRUNCATE. */
  readonly events: readonly string[];
  /** Of UPDATE OF, sorted. */
  readonly columns: readonly string[];
  /** The condition, without its outer parentheses; undefined where there is none. */
  readonly when: string | undefined;
  readonly arguments: readonly string[];
  /** `OLD TABLE x`, `NEW TABLE y`. */
  readonly transitions: readonly string[];
  /** Of a constraint trigger: how it is deferred, and `FROM` which table. */
  readonly constraint: string | undefined;
  readonly enabled: 'enabled' | 'disabled' | 'replica' | 'always';
}

/** A trigger the files make. */
export interface ExpectedTrigger extends TriggerDefinition {
  /** The statement that makes it, as it stands in its file; undefined once a later statement renamed something in it. */
  readonly text: string | undefined;
  /** Its function is named without a schema, and no file makes it: the search_path found it somewhere. */
  readonly functionAnywhere: boolean;
  readonly migration: string;
  readonly at: Location;
}

/** A trigger of the database. */
export type FoundTrigger = TriggerDefinition;

/** What a trigger function is. */
export interface FunctionDefinition {
  readonly name: QualifiedName;
  readonly language: string;
  /** What stands between its quotes. */
  readonly body: string;
  readonly securityDefiner: boolean;
  /** Its settings, `search_path` among them; undefined for the value that was current when it was made. */
  readonly settings: ReadonlyMap<string, string | undefined>;
}

/** A trigger function the files make. */
export interface ExpectedFunction extends FunctionDefinition {
  /** What OWNER TO said last; undefined where no file says it. */
  readonly owner: string | undefined;
  /** Who may execute it, by what GRANT and REVOKE said last: role, or PUBLIC. */
  readonly grants: ReadonlyMap<string, boolean>;
  readonly migration: string;
  readonly at: Location;
  /** Where its body starts in the file, both 1-based. */
  readonly bodyLine: number;
  readonly bodyColumn: number;
}

/** A trigger function of the database. */
export interface FoundFunction extends FunctionDefinition {
  readonly owner: string;
  /** Who was granted EXECUTE, PUBLIC among them. */
  readonly grantees: readonly string[];
  /** The roles of the Data API that can execute it, by whatever way. */
  readonly reachableBy: readonly string[];
}

/** A foreign key to `auth.users`. */
export interface UserReference {
  readonly table: QualifiedName;
  readonly constraint: string;
  readonly column: string;
  /** ON DELETE CASCADE. */
  readonly cascades: boolean;
}

/** What the files make, as far as triggers are concerned. */
export interface Expectations {
  readonly triggers: readonly ExpectedTrigger[];
  readonly functions: readonly ExpectedFunction[];
  readonly references: readonly UserReference[];
}

/** What triggers on `auth.users` hold out: something that is so after a user came, changed or went. */
export interface TriggerPromise {
  /**
   * `row`: a sign-up leaves a row; `email`: a changed e-mail is copied, where there is a row; `gone`: the row goes with
   * its user.
   */
  readonly kind: 'row' | 'email' | 'gone';
  readonly table: QualifiedName;
  /** The column that holds the user's id. */
  readonly key: string;
  /** Of `email`: the column that follows. */
  readonly column?: string;
  /** Name of the trigger; undefined where a foreign key promises it. */
  readonly trigger: string | undefined;
}
