import { test } from 'vitest';
import { adoptPushedHead } from '../adopt-pushed-head.ts';

test.each([1, 2, 3, 4, 5, 6, 7])('%i files by hand, then drizzle-kit push of the head', adoptPushedHead);
