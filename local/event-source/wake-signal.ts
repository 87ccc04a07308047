/** When the pump looks again, and when it stops. */
export type WakeSignal = {
  /** How often it was woken; what was written before is seen by whoever reads after it. */
  wakeCount(): number;
  stopped(): boolean;
  wake(): void;
  stop(): void;
  /** Waits to be woken, `idlePollMs` at most, and not at all when it was woken after `wakeCount` was `seen`. */
  idle(seen: number): Promise<void>;
  /** Waits for `waiting`, or until it is stopped. */
  unlessStopped(waiting: Promise<void>): Promise<void>;
};

export const createWakeSignal = (idlePollMs: number): WakeSignal => {
  let wakeCount = 0;
  let stopped = false;
  const sleeping = new Set<() => void>();
  const pausing = new Set<() => void>();

  const wake = () => {
    wakeCount += 1;
    for (const go of sleeping) go();
  };

  return {
    wakeCount: () => wakeCount,
    stopped: () => stopped,
    wake,
    stop() {
      stopped = true;
      wake();
      for (const go of pausing) go();
    },
    idle(seen) {
      if (wakeCount !== seen) return Promise.resolve();
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer);
          sleeping.delete(go);
          resolve();
        };
        const timer = setTimeout(go, idlePollMs);
        sleeping.add(go);
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
