import { AsyncLocalStorage } from 'node:async_hooks';

const inside = new AsyncLocalStorage<true>();
let quieted = false;

/**
 * Runs `work` with the console silent for it alone. @supabase/lite prints every error it answers with, rows of the
 * database included, on the console of the process it is in; who runs it is told through events instead.
 */
export function withQuietConsole<T>(work: () => T): T {
  if (!quieted) quieten();
  return inside.run(true, work);
}

function quieten(): void {
  quieted = true;
  const printer = globalThis.console;
  for (const name of ['error', 'warn', 'info', 'log'] as const) {
    const print = printer[name].bind(printer);
    Object.defineProperty(printer, name, {
      value: (...words: unknown[]) => (inside.getStore() ? undefined : print(...words)),
      configurable: true,
      writable: true,
    });
  }
}
