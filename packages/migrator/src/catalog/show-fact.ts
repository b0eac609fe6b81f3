import type { FactAttribute, FactKey, FactValue } from '../model/fact.ts';
import { parseKey } from './parse-key.ts';

/** What a fact says, on one line: the definition where there is one. Never a row's value. */
export function showFact(key: FactKey, value: FactValue): string {
  return oneLine(text(parseKey(key).kind, value));
}

function text(kind: string, value: FactValue): string {
  switch (kind) {
    case 'column':
      return words(value.type, value.notNull && 'NOT NULL', collate(value), generated(value));
    case 'default':
      return `DEFAULT ${value.expr}`;
    case 'policy':
      return showPolicy(value);
    case 'trigger':
    case 'rule':
      return words(value.def, ENABLED[String(value.enabled)] ?? value.enabled);
    case 'index':
      return words(value.def, value.valid === false && '(invalid)');
    case 'constraint':
    case 'function':
    case 'procedure':
      return String(value.def);
    case 'view':
    case 'materializedView':
      return words(value.def, options(value));
    case 'comment':
      return `'${value.text}'`;
    case 'acl':
    case 'defaultPrivilege':
      return showPrivileges(value);
    case 'table':
      return showTable(value);
    case 'type':
      return value.variant === 'enum' ? `enum (${quoted(value.values)})` : attributes(value);
    case 'typeAttribute':
      return words(value.type, collate(value));
    case 'domain':
      return words(
        value.baseType,
        value.notNull && 'NOT NULL',
        value.default != null && `DEFAULT ${value.default}`,
        collate(value),
      );
    default:
      return attributes(value);
  }
}

/** Both states are worth a word where one of them lets go of a promise. */
const ENABLED: Readonly<Record<string, string>> = {
  O: '',
  D: '(disabled)',
  R: '(enabled for replicas only)',
  A: '(enabled always)',
};

const COMMANDS: Readonly<Record<string, string>> = {
  '*': 'ALL',
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
};

function showPolicy(value: FactValue): string {
  return words(
    value.permissive === false && 'AS RESTRICTIVE',
    `FOR ${COMMANDS[String(value.cmd)] ?? value.cmd}`,
    `TO ${list(value.roles)}`,
    value.usingExpr == null ? 'without USING' : `USING (${value.usingExpr})`,
    value.checkExpr != null && `WITH CHECK (${value.checkExpr})`,
  );
}

function showTable(value: FactValue): string {
  return words(
    value.persistence === 'u' && 'unlogged',
    `row level security ${value.rowSecurity ? 'on' : 'off'}`,
    value.forceRowSecurity && 'forced',
    value.partitionKey != null && `PARTITION BY ${value.partitionKey}`,
    value.partitionBound,
    value.parentTable != null && `child of ${JSON.stringify(value.parentTable)}`,
    value.replicaIdentity !== 'd' &&
      `replica identity ${value.replicaIdentityIndex ?? value.replicaIdentity}`,
    options(value),
  );
}

function showPrivileges(value: FactValue): string {
  const grantable = list(value.grantable);
  const privileges = list(value.privileges) || 'nothing';
  return grantable === '' ? privileges : `${privileges} (with grant option: ${grantable})`;
}

function collate(value: FactValue): string {
  return value.collation == null ? '' : `COLLATE ${value.collation}`;
}

function generated(value: FactValue): string {
  if (value.generatedExpr != null) return `GENERATED ALWAYS AS (${value.generatedExpr}) STORED`;
  const identity = value.identity;
  if (typeof identity !== 'object' || identity === null || Array.isArray(identity)) return '';
  const { generation, ...rest } = identity;
  return `GENERATED ${generation === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (${attributes(rest)})`;
}

function options(value: FactValue): string {
  return value.reloptions == null ? '' : `WITH (${list(value.reloptions)})`;
}

/** Whatever has no syntax of its own: `name value, name value`. */
function attributes(value: FactValue): string {
  const shown = Object.entries(value).filter(
    ([name, attribute]) => !name.startsWith('_') && attribute != null,
  );
  if (shown.length === 0) return 'present';
  return shown
    .map(([name, attribute]) => {
      return `${name} ${typeof attribute === 'object' ? JSON.stringify(attribute) : String(attribute)}`;
    })
    .join(', ');
}

function list(items: FactAttribute): string {
  return Array.isArray(items) ? items.map(String).join(', ') : '';
}

function quoted(items: FactAttribute): string {
  return Array.isArray(items) ? items.map((item) => `'${String(item)}'`).join(', ') : '';
}

function words(...parts: readonly FactAttribute[]): string {
  return parts
    .filter((part) => part != null && part !== false && part !== '')
    .map(String)
    .join(' ');
}

function oneLine(shown: string): string {
  return shown.replaceAll(/\s+/g, ' ').trim();
}
