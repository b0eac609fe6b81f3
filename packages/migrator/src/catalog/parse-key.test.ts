import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatKey, parseKey } from './parse-key.ts';
import { loadCore } from './pg-delta.ts';

// What delimits and quotes is what goes wrong.
const name = fc.oneof(fc.stringMatching(/^[a-z"().:, \n\\$ü]{0,6}$/), fc.string({ maxLength: 4 }));

test('reads what pg-delta writes, whatever the names', async () => {
  const { encodeId } = await loadCore();
  fc.assert(
    fc.property(name, name, name, fc.array(name, { maxLength: 3 }), (schema, table, other, args) => {
      const relation = { kind: 'table', schema, name: table } as const;
      const routine = { kind: 'function', schema, name: table, args } as const;
      const key = encodeId(relation);
      expect(parseKey(key)).toMatchObject({ kind: 'table', parts: [schema, table], key });
      expect(formatKey('table', [schema, table])).toBe(key);
      expect(parseKey(encodeId(routine))).toMatchObject({ parts: [schema, table], args });
      expect(parseKey(encodeId({ kind: 'comment', target: routine })).target?.key).toBe(encodeId(routine));
      const grant = { kind: 'acl', target: relation, grantee: other, column: schema } as const;
      expect(parseKey(encodeId(grant))).toMatchObject({ parts: [other, schema], target: { key } });
    }),
  );
});
