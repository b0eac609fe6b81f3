import type { ExpectedFunction, ExpectedTrigger, QualifiedName, UserReference } from '../model/trigger.ts';
import { sameName, showName } from './names.ts';

/** What the statements so far make; each of them changes it. */
export interface FoldState {
  readonly triggers: Map<string, ExpectedTrigger>;
  readonly functions: Map<string, ExpectedFunction>;
  readonly references: Map<string, UserReference>;
  /** Where a name without a schema is looked up. */
  schema: string;
}

/** One statement at its place. */
export interface PlacedStatement {
  readonly kind: string;
  readonly tree: unknown;
  readonly text: string;
  /** Offset of `text` in its file's text. */
  readonly start: number;
  /** True in DO, where a plain CREATE TRIGGER stands behind a question whether there is one. */
  readonly inBlock: boolean;
  readonly migration: string;
  /** Path as it is shown. */
  readonly file: string;
  readonly fileText: string;
}

export function createFoldState(schema: string): FoldState {
  return { triggers: new Map(), functions: new Map(), references: new Map(), schema };
}

export function putTrigger(state: FoldState, trigger: ExpectedTrigger): void {
  state.triggers.set(`${showName(trigger.table)} ${trigger.name}`, trigger);
}

export function putFunction(state: FoldState, made: ExpectedFunction): void {
  state.functions.set(showName(made.name), made);
}

export function putReference(state: FoldState, reference: UserReference): void {
  state.references.set(`${showName(reference.table)} ${reference.constraint}`, reference);
}

export function findTrigger(
  state: FoldState,
  table: QualifiedName,
  name: string,
): ExpectedTrigger | undefined {
  return state.triggers.get(`${showName(table)} ${name}`);
}

/** Replaces each trigger by what `change` makes of it; undefined takes it away. */
export function changeTriggers(
  state: FoldState,
  change: (trigger: ExpectedTrigger) => ExpectedTrigger | undefined,
): void {
  const all = [...state.triggers.values()];
  state.triggers.clear();
  for (const trigger of all) {
    const changed = change(trigger);
    if (changed !== undefined) putTrigger(state, changed);
  }
}

/** The same for functions. */
export function changeFunctions(
  state: FoldState,
  change: (made: ExpectedFunction) => ExpectedFunction | undefined,
): void {
  const all = [...state.functions.values()];
  state.functions.clear();
  for (const made of all) {
    const changed = change(made);
    if (changed !== undefined) putFunction(state, changed);
  }
}

/** The same for foreign keys to users. */
export function changeReferences(
  state: FoldState,
  change: (reference: UserReference) => UserReference | undefined,
): void {
  const all = [...state.references.values()];
  state.references.clear();
  for (const reference of all) {
    const changed = change(reference);
    if (changed !== undefined) putReference(state, changed);
  }
}

/** `value`, but `to` where it is `from`. */
export function replaceName(value: QualifiedName, from: QualifiedName, to: QualifiedName): QualifiedName {
  return sameName(value, from) ? to : value;
}
