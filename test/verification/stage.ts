import type { Config } from '../../domain/config/config.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import { memoryLine } from '../kit/line.ts';
import { instantId } from '../kit/moving-system.ts';
import type { MemoryPorts } from '../kit/ports.ts';

/** A line in memory with its administrators enrolled, which can be rewound to a mark. */
export type Stage = {
  ports: MemoryPorts;
  items: Item[];
  mark(): void;
  /** Undoes everything since the mark. */
  rewind(): void;
  /** What was written since the mark. */
  since(): Item[];
  /** The whole of every stream that was written to since the mark. */
  touched(): Item[];
  /** The board, the directory and the bus catch up with the log. */
  catchUp(): Promise<void>;
};

export const stage = async (config: (shipped: Config) => Config = (shipped) => shipped): Promise<Stage> => {
  const { ports, items, catchUp } = await memoryLine({ config });
  const { sms, lines, pinCodes } = ports;
  const marked = [items, sms.sent, sms.feedbacks, lines, pinCodes.made] as { length: number }[];
  let marks = marked.map(({ length }) => length);
  // The enrollment took the first of them.
  let ids = 1_000;
  let markedIds = ids;
  const since = () => items.slice(marks[0]);
  const newId = (at: number) => {
    ids += 1;
    return instantId(at, ids);
  };
  return {
    // Nothing else is to run during a pause, so it takes none of the machine's time.
    ports: { ...ports, system: { ...ports.system, newId, pause: async () => {} } },
    items,
    mark: () => {
      markedIds = ids;
      marks = marked.map(({ length }) => length);
    },
    rewind: () => {
      ids = markedIds;
      for (const [index, one] of marked.entries()) one.length = marks[index] ?? 0;
      ports.sendBudget.places.clear();
    },
    since,
    touched: () => {
      const streams = new Set(since().map(({ pk }) => pk));
      return items.filter(({ pk }) => streams.has(pk));
    },
    catchUp,
  };
};
