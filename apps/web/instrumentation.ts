/** Next calls this once when the server starts, for each of its runtimes; the proxy runs on Node too. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { reportEnvironment } = await import('./environment/report-environment.ts');
    reportEnvironment();
  }
}
