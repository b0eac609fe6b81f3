import type { FactKey } from '../../model/fact.ts';
import type { Touch } from '../../model/shadow.ts';
import type { ParsedMigration, Statement } from '../../model/statement.ts';
import { childOf, listOf, textOf } from '../../sql/tree.ts';
import type { TouchIndex } from './touch-index.ts';

/**
 * Which files need the states before and after them read. Reading one costs a tenth of a second and more, so a file is
 * left out when nothing can be learnt there: what it touches never comes back to where it was, and the target has it as
 * it is in the end.
 * @param differing Facts in which the target is not what the files make in the end.
 */
export function chooseFiles(
  files: readonly ParsedMigration[],
  touches: readonly (readonly Touch[])[],
  differing: Iterable<FactKey>,
  { filesOf }: TouchIndex,
): boolean[] {
  const objects = describeObjects(files, touches);
  const asked = new Set<number>();
  for (const key of differing) for (const file of filesOf(key)) asked.add(file);
  return touches.map(
    (touched, file) =>
      asked.has(file) ||
      touched.some((touch) => touch.dropped || !objectsOf(touch).every((object) => isSettled(object, file))),
  );

  function isSettled(name: string | undefined, file: number): boolean {
    const object = name === undefined ? undefined : objects.get(name);
    if (object === undefined) return false;
    return object.grows || (object.files.size === 1 && object.makers.has(file));
  }
}

/** What is known of an object from all that touched it. */
interface TouchedObject {
  readonly files: Set<number>;
  /** Files that make it, or something of it. */
  readonly makers: Set<number>;
  /** Nothing of it is ever taken back or given another value: its facts come, and stay. */
  grows: boolean;
}

function describeObjects(
  files: readonly ParsedMigration[],
  touches: readonly (readonly Touch[])[],
): Map<string, TouchedObject> {
  const objects = new Map<string, TouchedObject>();
  const made = new Map<string, number>();
  for (const [file, touched] of touches.entries()) {
    for (const touch of touched) {
      const grows = isGrowth(touch, files[file]?.statements[touch.statement]);
      // What two files make or comment on was made over (CREATE OR REPLACE), or was dropped in between.
      const what = ONCE.test(touch.tag)
        ? `${touch.tag === 'COMMENT'} ${touch.type} ${touch.identity}`
        : undefined;
      const again = what !== undefined && (made.get(what) ?? file) !== file;
      if (what !== undefined) made.set(what, file);
      for (const name of objectsOf(touch)) {
        if (name === undefined) continue;
        const object = objects.get(name) ?? { files: new Set(), makers: new Set(), grows: true };
        object.files.add(file);
        if (isMaking(touch)) object.makers.add(file);
        object.grows &&= grows && !again;
        objects.set(name, object);
      }
    }
  }
  return objects;
}

const ONCE = /^(CREATE|COMMENT)\b/;

/** Whether the object, or something of it, is there afterwards and was not before; a grant has its object's rights. */
function isMaking({ tag }: Touch): boolean {
  return /^(CREATE|GRANT|REVOKE)\b/.test(tag);
}

function isGrowth(touch: Touch, statement: Statement | undefined): boolean {
  if (touch.dropped) return false;
  if (ONCE.test(touch.tag)) return true;
  if (statement === undefined) return false;
  const { kind, tree } = statement;
  if (kind === 'AlterTableStmt') {
    return listOf(tree, 'cmds').every((command) =>
      GROWING.has(textOf(command, 'AlterTableCmd', 'subtype') ?? ''),
    );
  }
  // A new label of an enum; none can be taken away.
  return (
    kind === 'AlterEnumStmt' && childOf(tree, 'newVal') !== undefined && childOf(tree, 'oldVal') === undefined
  );
}

/** Their opposites are others, and are not among these. */
const GROWING = new Set([
  'AT_AddColumn',
  'AT_AddConstraint',
  'AT_ValidateConstraint',
  'AT_EnableRowSecurity',
  'AT_ForceRowSecurity',
]);

/**
 * The objects with a life of their own that a touch is about: of a column, policy or trigger its table; of a grant the
 * rights on what it names. undefined stands for what is not known.
 */
function objectsOf({ identity, type, names }: Touch): readonly (string | undefined)[] {
  if (identity === undefined) return names?.map((name) => `rights on ${name}`) ?? [undefined];
  const table = / on (.+)$/.exec(identity)?.[1];
  if (table !== undefined) return [table];
  if (type !== 'table column') return [identity];
  return [identity.slice(0, identity.lastIndexOf('.'))];
}
