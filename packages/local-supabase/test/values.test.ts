import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStack, type TestStack } from './open-test-stack.ts';

let stack: TestStack;
let tables = 0;
beforeAll(async () => {
  stack = await openTestStack({ files: [] });
});
afterAll(() => stack.close());

/** PostgREST answers with what to_json makes of a row, so Postgres is asked for that. */
it.each([
  ['numeric', "'12.00'"],
  ['numeric', "'0.1'"],
  ['numeric', "'NaN'"],
  ['numeric(20,4)', "'123456789.5000'"],
  ['bigint', "'9007199254740991'"],
  ['real', '0.1'],
  ['double precision', "'Infinity'"],
  ['boolean', 'true'],
  ['timestamptz', "'2026-11-27 06:37:57.373158+00'"],
  ['timestamptz', "'2026-01-01 00:00:00+05:30'"],
  ['timestamptz', "'infinity'"],
  ['timestamp', "'2026-11-27 06:37:57.5'"],
  ['date', "'2026-11-27'"],
  ['time', "'06:37:57'"],
  ['interval', "'1 day 02:03:04'"],
  ['uuid', "'0b5b1b3e-6f0e-4f83-9d5e-1d5a4a0b9d11'"],
  ['text[]', `'{a,"b c"}'`],
  ['numeric[]', "'{1.50,2,NULL}'"],
  ['timestamptz[]', `'{"2026-11-27 06:37:57+00",NULL}'`],
  ['jsonb', `'{"a": [1, null, "b"]}'`],
  ['bytea', "'\\x00ff'"],
  ['int4range', "'[1,5)'"],
  ['inet', "'10.0.0.1/8'"],
])('a %s of %s arrives as to_json writes it, and can be sent so', async (type, value) => {
  tables += 1;
  const name = `v_${tables}`;
  await stack.execute(`CREATE TABLE public.${name} (v ${type}); INSERT INTO public.${name} VALUES (${value});
    GRANT SELECT, INSERT ON public.${name} TO service_role;
    CREATE FUNCTION public.f_${name}() RETURNS text LANGUAGE sql AS 'SELECT to_json(v)::text FROM public.${name}'`);
  const server = stack.client(stack.secretKey);
  const v: unknown = JSON.parse((await server.rpc(`f_${name}`)).data);
  expect((await server.from(name).select('v')).data).toEqual([{ v }]);
  expect((await server.from(name).insert({ v })).error).toBeNull();
  expect((await server.from(name).select('v')).data).toEqual([{ v }, { v }]);
});
