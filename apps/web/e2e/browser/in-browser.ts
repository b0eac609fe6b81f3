import { describe, inject } from 'vitest';

/** `describe`, skipped where no browser could be had: the global setup has said so, or failed, before. */
export const inBrowser = inject('browser') === '' ? describe.skip : describe;
