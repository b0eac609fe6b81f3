/** Somebody wants us to end: Ctrl-C, or a signal. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface StopWatch {
  /** Ends with `work`, or throws Stopped as soon as somebody wants us to end; `work` then goes on unwatched. */
  race<T>(work: Promise<T>): Promise<T>;
  /** @throws Stopped when somebody wanted us to end. Between steps that are short. */
  check(): void;
}

/** Takes SIGINT, SIGTERM and SIGHUP over: from now on they end nothing by themselves. */
export function watchStop(): StopWatch {
  let stopped = false;
  let refuse: (reason: Stopped) => void = () => undefined;
  const whenStopped = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  whenStopped.catch(() => undefined);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      stopped = true;
      refuse(new Stopped());
    });
  }
  return {
    race: (work) => Promise.race([work, whenStopped]),
    check: () => {
      if (stopped) throw new Stopped();
    },
  };
}
