import { beforeEach, describe, expect, it } from 'vitest';
import { project } from '../../handlers/project.ts';
import { compareRows, READ_MODELS } from '../../projections/compare-rows.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { change } from '../kit/changes.ts';
import { writeEntry } from '../kit/enroll.ts';
import { type MemoryLine, memoryLine } from '../kit/line.ts';

const HOUR = 3_600_000;
const subjects = async function* () {
  yield* ['ana', 'ben', 'lin', 'eve'];
};

let line: MemoryLine;
beforeEach(async () => {
  line = await memoryLine();
  await change(line.ports, { locationId: 'Manila', action: 'set' });
  await change(line.ports, { locationId: 'Sydney', action: 'set' });
  await line.catchUp();
});

const rows = () => structuredClone({ board: line.ports.board.rows, directory: line.ports.directory.rows });

/** Both scheduled comparisons, an hour after everything so far; returns what they logged. */
const corrected = async (later = HOUR) => {
  line.ports.system.advance(later);
  const before = line.ports.lines.length;
  for (const compare of READ_MODELS)
    expect(await project({ ...line.ports, subjects })({ compare })).toStrictEqual({ batchItemFailures: [] });
  return line.ports.lines.slice(before).map((text) => {
    const { message, stream, status } = JSON.parse(text);
    return [message, stream, ...(status === undefined ? [] : [status])];
  });
};

const explained = async () => {
  const found = [];
  for await (const mismatch of compareRows({ ...line.ports, subjects })) found.push(mismatch);
  return found;
};

type Rows = Map<string, Record<string, unknown>>;
const edit = (table: 'board' | 'directory', id: string, fields: object) => {
  const all = line.ports[table].rows as unknown as Rows;
  all.set(id, { ...all.get(id), ...fields });
};

describe('events that the stream lost before the projector read them', () => {
  beforeEach(async () => {
    await change(line.ports, { locationId: 'Manila', action: 'remove' });
    await change(line.ports, { locationId: 'Singapore', action: 'set' });
    await writeEntry(line.ports, 'enroll', { adminId: 'eve', number: '+6591110005' });
    await eraseAdmin(line.ports, { principal: 'ops', actionId: '1' }, 'ben', 'asked');
  });

  it('reach board and directory by the scheduled comparisons, each with an alarm', async () => {
    const missed = 'row missed an event of the log';
    const logged = await corrected();
    expect(logged.filter(([message]) => message === missed)).toStrictEqual(
      expect.arrayContaining([
        [missed, 'location/Manila', 'stale'],
        [missed, 'location/Singapore', 'stale'],
        [missed, 'admin/eve', 'stale'],
        [missed, 'admin/ben', 'stale'],
      ]),
    );
    const { board, directory } = line.ports;
    expect(board.rows.get('Manila')).toMatchObject({ emergency: false, seq: 2 });
    expect(board.rows.get('Singapore')).toMatchObject({ emergency: true, seq: 1 });
    expect(directory.rows.get('eve')).toMatchObject({ number: '+6591110005' });
    expect(directory.rows.get('ben')).toMatchObject({ erased: true });
    expect(directory.rows.get('ben')).not.toHaveProperty('number');
    expect(await explained()).toStrictEqual([]);
  });

  it('are left to the projector while they are of just now', async () => {
    const before = rows();
    expect(await corrected(0)).toStrictEqual([]);
    expect(rows()).toStrictEqual(before);
  });

  it('leave rows that are as if the projector had read them', async () => {
    await corrected();
    const repaired = rows();
    await line.catchUp();
    expect(rows()).toStrictEqual(repaired);
    expect(await corrected()).toStrictEqual([]);
  });
});

describe('a row that no event explains is replaced by what the log says, or removed:', () => {
  it.each<[string, () => unknown, string]>([
    ['other words', () => edit('board', 'Manila', { message: { 'en-US': 'Come in.' } }), 'differs'],
    ['a number ahead of the log', () => edit('board', 'Manila', { seq: 99, emergency: false }), 'no-event'],
    ['a number that is a text', () => edit('board', 'Manila', { seq: '99' }), 'no-event'],
    ['no number at all', () => edit('board', 'Atlantis', { location: 'Atlantis' }), 'no-event'],
    ['number zero', () => edit('board', 'Atlantis', { location: 'Atlantis', seq: 0 }), 'no-event'],
    ['a name that no location has', () => edit('board', 'no/no', { location: 'no/no', seq: 1 }), 'no-event'],
    ['a new number', () => edit('directory', 'ana', { number: '+6590000000' }), 'differs'],
    ['an administrator ahead of the log', () => edit('directory', 'ana', { seq: 99 }), 'no-event'],
    ['a stranger', () => edit('directory', 'mal', { adminId: 'mal', seq: 1 }), 'no-event'],
  ])('%s', async (_, forge, reason) => {
    const before = rows();
    forge();
    const stream = expect.stringMatching(/^(location|admin)\//);
    expect(await corrected()).toStrictEqual([
      ['row does not match the log', stream, reason],
      ['rows rebuilt from the log', stream],
    ]);
    expect(rows()).toStrictEqual(before);
  });
});

describe('beside the live projector', () => {
  it('a row that it wrote meanwhile is kept', async () => {
    edit('board', 'Manila', { message: { 'en-US': 'Come in.' } });
    const { board } = line.ports;
    const put = board.put.bind(board);
    let isFirst = true;
    // The projector writes a newer row just before the correction does.
    board.put = async (row, mayEqual) => {
      if (isFirst) {
        isFirst = false;
        await change(line.ports, { locationId: 'Manila', action: 'remove' });
        await line.catchUp();
      }
      return put(row, mayEqual);
    };
    await corrected();
    expect(board.rows.get('Manila')).toMatchObject({ emergency: false, seq: 2 });
  });

  it('a row that cannot be written is logged and tried again, and the others are repaired', async () => {
    edit('board', 'Manila', { message: {} });
    edit('board', 'Sydney', { message: {} });
    const { board } = line.ports;
    const put = board.put.bind(board);
    board.put = async (row, mayEqual) => {
      if (row.location === 'Manila') throw new Error('out of order');
      return put(row, mayEqual);
    };
    expect(await corrected()).toStrictEqual(
      expect.arrayContaining([
        ['failed to rebuild rows', 'location/Manila'],
        ['rows rebuilt from the log', 'location/Sydney'],
      ]),
    );
    board.put = put;
    await corrected();
    expect(await explained()).toStrictEqual([]);
  });
});
