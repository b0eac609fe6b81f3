import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of this run listens; empty where there is none. */
    readonly browser: string;
  }
}
