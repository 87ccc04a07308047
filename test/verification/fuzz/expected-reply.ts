import { location } from '../../../domain/emergency/location/decide.ts';
import { publishedSchemas } from '../../../domain/emergency/published-schemas.ts';
import { type BoardRow, boardRow } from '../../../domain/emergency/read-models.ts';
import { fold } from '../../../domain/ledger/decider.ts';
import { ANA, BEN, LIN, STRANGER } from '../../kit/line.ts';
import { breaches } from '../invariants/line.ts';
import { readBody } from '../invariants/log.ts';
import { leaks } from '../leaks.ts';
import type { Stage } from '../stage.ts';
import { TYPED } from './calls.ts';
import type { FuzzedLine } from './fixture.ts';

/** Faults in the final state of a fuzzed line: log, board, directory, bus, prototypes, leaked secrets. */
export const finalFaults = async ({ line, answers, directory }: FuzzedLine): Promise<string[]> => {
  const { ports, items } = line;
  const early = boardFaults(line, false);
  await line.catchUp();
  return [
    ...early,
    ...boardFaults(line, true),
    ...busFaults(line),
    ...(JSON.stringify([...ports.directory.rows]) === directory ? [] : ['the directory changed']),
    ...(Object.keys(Object.prototype).length === 0 ? [] : ['the prototype of all objects changed']),
    ...(await breaches({ config: ports.config, sms: ports.sms, items, answers: [] })),
    ...leaks(textsOf(line, answers), {
      digits: [TYPED, ...ports.pinCodes.made],
      numbers: [ANA, BEN, LIN, STRANGER],
    }),
  ];
};

const textsOf = ({ ports, items }: Stage, { replies, errors }: FuzzedLine['answers']) => ({
  log: JSON.stringify(items),
  board: JSON.stringify([...ports.board.rows.values()]),
  bus: JSON.stringify(ports.bus.calls),
  // The projector's delay sometimes has six digits, which may equal a PIN by chance.
  'log lines': ports.lines.join('').replaceAll(/"milliseconds":\d+/g, ''),
  replies: JSON.stringify(replies),
  errors: errors.map(({ name, message, stack }) => `${name} ${message} ${stack}`).join('\n'),
});

/** Every board row equals the fold of the log up to the row's sequence number; once caught up, up to the end. */
const boardFaults = ({ ports, items }: Stage, caughtUp: boolean): string[] =>
  ports.config.locations.flatMap(({ id }) => {
    const events = items.filter(({ pk }) => pk === `location/${id}`).map(readBody);
    const row = ports.board.rows.get(id);
    const seq = caughtUp ? events.length : (row?.seq ?? 0);
    const { status } = fold(location, events.slice(0, seq));
    const right: BoardRow | undefined = status === null ? undefined : boardRow(id, seq, status);
    return JSON.stringify(row) === JSON.stringify(right) ? [] : [`the board is wrong about ${id}`];
  });

const busFaults = ({ ports, items }: Stage): string[] => {
  const inTheLog = new Map(items.map(({ id, hash }) => [id, hash]));
  return ports.bus.taken.flatMap(({ detailType, detail }) => {
    const published = JSON.parse(detail);
    if (!publishedSchemas[detailType]?.safeParse(published).success)
      return [`${detailType} was published outside its schema`];
    if (detailType === 'TamperDetected' || inTheLog.get(published.id) === published.hash) return [];
    return [`${detailType} was published and is not in the log`];
  });
};
