import { joinName } from '../../sql/relation-names.ts';
import { textOf } from '../../sql/tree.ts';

/** A statement, by its file and its 0-based position there; `byte` is a place inside of it, as the parser counts. */
export interface Place {
  readonly migration: string;
  readonly statement: number;
  readonly byte?: number | undefined;
}

/** Adds what the statements of one kind do. */
export type ReadStatement = (folder: Folder, tree: unknown, at: Place) => void;

/**
 * What the files of a folder make, as their text says: what a DO block or a function does is not seen. Written by the
 * readers beside this, statement by statement, and then only read.
 */
export interface Folder {
  /** By qualified name. One that no file creates is there as soon as a file does something to it. */
  readonly tables: Map<string, Table>;
  readonly views: Map<string, View>;
  readonly routines: Set<Routine>;
  /** What ALTER DEFAULT PRIVILEGES has decided for what is made later. */
  readonly defaults: DefaultGrant[];
  /** Where a name without schema goes: what the file at hand has set. */
  schema: string;
}

export interface Table {
  schema: string;
  name: string;
  /** The statement that creates it; undefined where none does. */
  readonly made: Place | undefined;
  rls: boolean;
  /** Roles whose rights on it a REVOKE ALL or GRANT ALL settles, whatever the default privileges are. */
  readonly settled: Set<string>;
  /** Columns whose making was seen. */
  readonly columns: Set<string>;
  readonly indexes: Set<Index>;
  readonly foreignKeys: Set<ForeignKey>;
  readonly policies: Map<string, Policy>;
  /** By name. */
  readonly triggers: Map<string, Trigger>;
}

export interface Trigger {
  /** Qualified name of the function it calls. */
  readonly routine: string;
  readonly beforeUpdate: boolean;
}

/** An index, or a constraint that has one. */
export interface Index {
  name: string | undefined;
  /** Its plain columns up to the first expression. */
  columns: readonly string[];
}

export interface ForeignKey {
  name: string;
  columns: readonly string[];
  readonly at: Place;
}

export interface Policy {
  /** The statement that last said something of it. */
  at: Place;
  /** False while no statement names the roles. */
  named: boolean;
  /** `all`, or the one it is for. */
  readonly command: string;
  /** Role names; PUBLIC for everybody. */
  readonly roles: readonly string[];
  readonly expressions: { using?: Expression; check?: Expression };
}

export interface Expression {
  readonly at: Place;
  readonly tree: unknown;
}

export interface View {
  schema: string;
  name: string;
  at: Place;
  invoker: boolean;
}

export interface Routine {
  schema: string;
  name: string;
  /** Types of its arguments, as far as DROP and GRANT name them. */
  readonly signature: string;
  at: Place;
  definer: boolean;
  searchPath: boolean;
  /** Source text of its body; empty for one in SQL's own syntax. */
  body: string;
  readonly settled: Set<string>;
}

export interface DefaultGrant {
  readonly kind: 'table' | 'routine';
  readonly schema: string | undefined;
  readonly role: string;
}

export function emptyFolder(): Folder {
  return { tables: new Map(), views: new Map(), routines: new Set(), defaults: [], schema: 'public' };
}

/** A qualified name, quoted where it must be. */
export function keyOf(schema: string, name: string): string {
  return joinName([schema, name]);
}

/** Schema and name of a RangeVar node. */
export function relationOf(folder: Folder, node: unknown): { schema: string; name: string } {
  return { schema: textOf(node, 'schemaname') ?? folder.schema, name: textOf(node, 'relname') ?? '' };
}

/** Schema and name of a list of name parts. */
export function partsOf(
  folder: Folder,
  parts: readonly (string | undefined)[],
): { schema: string; name: string } {
  return { schema: parts.at(-2) ?? folder.schema, name: parts.at(-1) ?? '' };
}

/** The table of that name, made known where it is not. */
export function tableOf(folder: Folder, { schema, name }: { schema: string; name: string }): Table {
  const key = keyOf(schema, name);
  const known = folder.tables.get(key) ?? newTable(folder, schema, name, undefined);
  folder.tables.set(key, known);
  return known;
}

export function newTable(folder: Folder, schema: string, name: string, made: Place | undefined): Table {
  return {
    schema,
    name,
    made,
    rls: false,
    settled: settledByDefault(folder, 'table', schema),
    columns: new Set(),
    indexes: new Set(),
    foreignKeys: new Set(),
    policies: new Map(),
    triggers: new Map(),
  };
}

/** Roles that the default privileges settle for a new object. */
export function settledByDefault(folder: Folder, kind: DefaultGrant['kind'], schema: string): Set<string> {
  // What a schema's default privileges take away is only what they gave; PUBLIC's right to functions is global.
  const found = folder.defaults.filter(
    (one) => one.kind === kind && one.schema === (one.role === 'PUBLIC' ? undefined : schema),
  );
  return new Set(found.map(({ role }) => role));
}
