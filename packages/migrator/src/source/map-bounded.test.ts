import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { mapBounded } from './map-bounded.ts';

const items = Array.from({ length: 20 }, (_, index) => index);

it('keeps the order, and never does more at a time than asked', async () => {
  let running = 0;
  let most = 0;
  const doubled = await mapBounded(items, 3, async (item) => {
    most = Math.max(most, ++running);
    for (let turn = item % 4; turn > 0; turn--) await setImmediate();
    running--;
    return item * 2;
  });
  expect(doubled).toEqual(items.map((item) => item * 2));
  expect(most).toBe(3);
});

it('begins nothing after a failure', async () => {
  const begun: number[] = [];
  const run = mapBounded(items, 2, async (item) => {
    begun.push(item);
    await setImmediate();
    if (item === 3) throw new Error('three');
  });
  await expect(run).rejects.toThrow('three');
  await setImmediate();
  expect(begun.length).toBeLessThanOrEqual(5);
});
