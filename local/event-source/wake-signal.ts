/** Tells a mapping's loops when to poll again and when to stop. */
export type WakeSignal = {
  /** Number of wakes so far. A read that starts after a wake sees everything written before it. */
  wakeCount(): number;
  stopped(): boolean;
  wake(): void;
  stop(): void;
  /** Waits for a wake, at most `idlePollMs`; returns at once when one came after wake count `seen`. */
  idle(seen: number): Promise<void>;
  /** Waits for `waiting`, or until stopped. */
  unlessStopped(waiting: Promise<void>): Promise<void>;
};

export const createWakeSignal = (idlePollMs: number): WakeSignal => {
  let wakeCount = 0;
  let stopped = false;
  const idling = new Set<() => void>();
  const pausing = new Set<() => void>();

  const wake = () => {
    wakeCount += 1;
    for (const resume of idling) resume();
  };

  return {
    wakeCount: () => wakeCount,
    stopped: () => stopped,
    wake,
    stop() {
      stopped = true;
      wake();
      for (const resume of pausing) resume();
    },
    idle(seen) {
      if (wakeCount !== seen) return Promise.resolve();
      return new Promise((resolve) => {
        const resume = () => {
          clearTimeout(timer);
          idling.delete(resume);
          resolve();
        };
        const timer = setTimeout(resume, idlePollMs);
        idling.add(resume);
      });
    },
    unlessStopped(waiting) {
      if (stopped) return Promise.resolve();
      return new Promise((resolve, reject) => {
        pausing.add(resolve);
        waiting.then(resolve, reject).finally(() => pausing.delete(resolve));
      });
    },
  };
};
