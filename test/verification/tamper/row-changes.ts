import type { Row, RowChange, Table } from './line-tables.ts';

const gone = () => null;
const event = (stream: string, seq?: number): Pick<RowChange, 'table' | 'isIt'> => ({
  table: 'EVENTS_TABLE',
  isIt: (row) => row.pk === stream && (seq === undefined || row.sk === seq),
});
const row = (table: Table, key: string, value: string): Pick<RowChange, 'table' | 'isIt'> => ({
  table,
  isIt: (one) => one[key] === value,
});
const withFields = (fields: Row) => (one: Row) => ({ ...one, ...fields });

/** Changes of a line's tables by somebody who may write to them, and one of the findings that verification must then have. */
export const ROW_CHANGES: Readonly<Record<string, RowChange & { finding: RegExp }>> = {
  'a stream deleted': {
    ...event('location/Manila'),
    change: gone,
    finding: /^location\/Manila#1: is missing/,
  },
  'the last event of a stream deleted, an erasure': {
    ...event('admin/admin-3', 2),
    change: gone,
    finding: /^admin\/admin-3#2: is missing/,
  },
  'a leaf deleted': { ...event('log', 1), change: gone, finding: /^leaf 1: is missing/ },
  'the entry of a leaf deleted': {
    ...event('leaf/admin/admin-1'),
    change: gone,
    finding: /^leaf \d: its entry leaf\/admin\/admin-1 1 is missing/,
  },
  'a row of the board flipped': {
    ...row('BOARD_TABLE', 'location', 'Manila'),
    change: withFields({ emergency: false }),
    finding: /^board row of location\/Manila: differs from what the log says$/,
  },
  'a row of the board deleted': {
    ...row('BOARD_TABLE', 'location', 'Manila'),
    change: gone,
    finding: /^board row of location\/Manila: /,
  },
  'the number in a directory row replaced': {
    ...row('DIRECTORY_TABLE', 'adminId', 'admin-1'),
    change: withFields({ number: '+6599999999' }),
    finding: /^directory row of admin\/admin-1: differs from what the log says$/,
  },
  'a directory row deleted': {
    ...row('DIRECTORY_TABLE', 'adminId', 'admin-1'),
    change: gone,
    finding: /^directory row of admin\/admin-1: /,
  },
  'the key of an administrator deleted': {
    table: 'SUBJECT_KEYS_TABLE',
    isIt: (one) => Object.values(one).includes('admin-2'),
    change: gone,
    finding: /^key of admin-2: is missing, although the log holds no erasure$/,
  },
};
