/** One entry in the server's log, for whoever runs the app. Never a password, a token or a user's data. */
export function log(...lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n  ')}\n`);
}
