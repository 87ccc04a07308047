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

/** What a subscriber keeps, in whatever database it has. */
export type Memory = {
  /** The last event applied of a stream, or null when none was. */
  last(stream: string): Promise<Pick<LineEvent, 'seq' | 'at'> | null>;
  /** Does the work and remembers the event as the stream's last: both or neither, so write them in one transaction. */
  apply(event: LineEvent): Promise<void>;
  /** Puts aside an event that came too early, under its stream and number. */
  setAside(event: LineEvent): Promise<void>;
  /** Gives back what was put aside, if it was. */
  takeUp(stream: string, seq: number): Promise<LineEvent | null>;
};

/** Has events delivered again that did not come: numbers `from` to `to` of a stream, published after and before these times. */
export type AskAgain = (missing: {
  stream: string;
  from: number;
  to: number;
  after: string | null;
  before: string;
}) => Promise<void>;

/**
 * Applies every event of every stream once and in its order, whatever the bus makes of it. What was applied already is
 * dropped; what comes too early waits for those before it, and they are asked for.
 */
export const subscriber =
  (memory: Memory, askAgain: AskAgain) =>
  async ({ detail: event }: Delivery): Promise<void> => {
    const { stream, seq } = event;
    const last = await memory.last(stream);
    const expected = (last?.seq ?? 0) + 1;
    if (seq < expected) return;
    if (seq > expected) {
      await memory.setAside(event);
      await askAgain({ stream, from: expected, to: seq - 1, after: last?.at ?? null, before: event.at });
      return;
    }
    let next: LineEvent | null = event;
    while (next) {
      await memory.apply(next);
      next = await memory.takeUp(stream, next.seq + 1);
    }
  };
