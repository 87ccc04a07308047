/** An event of the line as EventBridge delivers it: at least once, in no order. A replay has a `replay-name`. */
export type Delivery = {
  'detail-type': string;
  'replay-name'?: string;
  detail: {
    id: string;
    stream: string;
    seq: number;
    at: string;
    type: string;
    data: Record<string, unknown>;
  };
};
export type LineEvent = Delivery['detail'];

/** A subscriber's storage, in any database. */
export type Memory = {
  /** The last applied event of a stream, or null when there is none. */
  last(stream: string): Promise<Pick<LineEvent, 'seq' | 'at'> | null>;
  /** Does the work and records the event as the stream's last, in one transaction. */
  apply(event: LineEvent): Promise<void>;
  /** Stores an event that arrived too early, under its stream and sequence number. */
  setAside(event: LineEvent): Promise<void>;
  /** Removes and returns an event that was set aside; null when there is none. */
  takeBack(stream: string, seq: number): Promise<LineEvent | null>;
};

/** Requests missing events: sequence numbers `from` to `to` of a stream, published between `after` and `before`. */
export type RequestReplay = (missing: {
  stream: string;
  from: number;
  to: number;
  after: string | null;
  before: string;
}) => Promise<void>;

/**
 * Applies every event of every stream once and in order. Duplicates are dropped; an early event waits for the missing ones
 * before it, which are requested.
 */
export const subscriber =
  (memory: Memory, requestReplay: RequestReplay) =>
  async ({ detail: event }: Delivery): Promise<void> => {
    const { stream, seq } = event;
    const last = await memory.last(stream);
    const expected = (last?.seq ?? 0) + 1;
    if (seq < expected) return;
    if (seq > expected) {
      await memory.setAside(event);
      await requestReplay({ stream, from: expected, to: seq - 1, after: last?.at ?? null, before: event.at });
      return;
    }
    let next: LineEvent | null = event;
    while (next) {
      await memory.apply(next);
      next = await memory.takeBack(stream, next.seq + 1);
    }
  };
