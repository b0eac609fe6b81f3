/**
 * Takes each step of closing something, whatever becomes of the ones before: a server that went away must not hide the
 * error that made it so, and what could not be dropped is swept by the next run.
 */
export async function giveBack(steps: Iterable<() => Promise<unknown>>): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch {
      // Told by nobody: it is the next run's to clean, and nothing of it is the target's.
    }
  }
}
