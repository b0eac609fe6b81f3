import type { FactKey } from '../model/fact.ts';
import { type ParsedKey, parseKey } from './parse-key.ts';
import { quoteName, quotePath } from './quote-name.ts';

/** The object a key speaks of, in words: `policy "own rows" on public.notes`, `grant of table public.notes to anon`. */
export function describeKey(key: FactKey): string {
  return describe(parseKey(key));
}

function describe(key: ParsedKey): string {
  const [first = '', second = '', third = ''] = key.parts;
  if (key.target !== undefined) return describeSatellite(key, key.target);
  switch (key.kind) {
    case 'column':
    case 'default':
    case 'columnStorage': {
      const column = `column ${quoteName(third)} of table ${quotePath([first, second])}`;
      if (key.kind === 'column') return column;
      return `${key.kind === 'default' ? 'default' : 'storage'} of ${column}`;
    }
    case 'constraint':
    case 'trigger':
    case 'rule':
    case 'policy':
      return `${key.kind} ${quoteName(third)} on ${quotePath([first, second])}`;
    case 'constraintTriggers':
      return `triggers behind constraint ${quoteName(third)} on ${quotePath([first, second])}`;
    case 'constraintIndex':
      return `index behind constraint ${quoteName(third)} on ${quotePath([first, second])}`;
    case 'typeAttribute':
      return `attribute ${quoteName(third)} of type ${quotePath([first, second])}`;
    case 'publicationRel':
      return `table ${quotePath([second, third])} in publication ${quoteName(first)}`;
    case 'publicationSchema':
      return `schema ${quoteName(second)} in publication ${quoteName(first)}`;
    case 'membership':
      return `membership of role ${quoteName(second)} in ${quoteName(first)}`;
    case 'userMapping':
      return `user mapping of ${quoteName(second)} for server ${quoteName(first)}`;
    case 'defaultPrivilege':
      return describeDefaultPrivilege(key);
    default: {
      const args = key.args === undefined ? '' : `(${key.args.join(', ')})`;
      return `${kindInWords(key.kind)} ${quotePath(key.parts)}${args}`;
    }
  }
}

function describeSatellite({ kind, parts: [name = '', column] }: ParsedKey, target: ParsedKey): string {
  if (kind === 'comment') return `comment on ${describe(target)}`;
  if (kind === 'securityLabel') return `security label of ${quoteName(name)} on ${describe(target)}`;
  const object = column === undefined ? '' : `column ${quoteName(column)} of `;
  return `grant of ${object}${describe(target)} to ${name === 'PUBLIC' ? name : quoteName(name)}`;
}

const DEFAULT_PRIVILEGE_OBJECTS: Readonly<Record<string, string>> = {
  r: 'tables',
  S: 'sequences',
  f: 'functions',
  T: 'types',
  n: 'schemas',
};

function describeDefaultPrivilege({ parts: [role = '', schema = '', type = '', grantee = ''] }: ParsedKey) {
  const where = schema === '' ? '' : ` in schema ${quoteName(schema)}`;
  const objects = DEFAULT_PRIVILEGE_OBJECTS[type] ?? type;
  const to = grantee === 'PUBLIC' ? grantee : quoteName(grantee);
  return `default grant of ${objects}${where} made by ${quoteName(role)} to ${to}`;
}

/** `materializedView` → `materialized view`. */
function kindInWords(kind: string): string {
  if (kind === 'fdw') return 'foreign data wrapper';
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
