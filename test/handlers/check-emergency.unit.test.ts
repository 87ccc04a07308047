import { describe, expect, it } from 'vitest';
import type { Config } from '../../domain/config/config.ts';
import { around } from '../kit/around.ts';
import { ANA, type MemoryLine, memoryLine, type Options, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const NORMAL_WORDS = 'The Manila contact centre is open as usual.';
const STORM_WORDS = 'Because of severe weather, the Manila contact centre is closed as of 10:00 AM.';

const notSetUp = {
  status: 'NOT_SET_UP',
  Emergency: 'false',
  EmergencyType: 'No Emergency',
  Message: NORMAL_WORDS,
  UpdatedAt: 'none',
  UpdatedAgo: 'none',
  seq: '0',
  stale: 'false',
};
const storm = {
  status: 'EMERGENCY',
  Emergency: 'true',
  EmergencyType: 'weather',
  Message: STORM_WORDS,
  UpdatedAt: '2026-11-22T02:00:00.000Z',
  UpdatedAgo: '0 seconds ago',
  seq: '1',
  stale: 'false',
};

/** Manila in an emergency, with the board behind. */
const stormy = async (options: Options = {}) => {
  const line = await memoryLine(options);
  const admin = phoneCall(line, ANA);
  await admin.provesWhoItIs();
  await admin.sets('manila', 'weather', 0);
  return { line, admin };
};

const hears = (line: MemoryLine, center = 'Manila') => phoneCall(line, STRANGER).hears(center);

describe('the status of a location', () => {
  it('is NOT_SET_UP, without an emergency, before the first change', async () => {
    expect(await hears(await memoryLine())).toStrictEqual(notSetUp);
  });

  it('is EMERGENCY with the exact words, at that location only', async () => {
    const { line } = await stormy();
    await line.catchUp();
    expect(await hears(line)).toStrictEqual(storm);
    expect(await hears(line, 'Sydney')).toMatchObject({ status: 'NOT_SET_UP', Emergency: 'false' });
  });

  it('has the day from the location’s midnight on, whatever day it is elsewhere', async () => {
    const { line } = await stormy();
    await line.catchUp();
    // Set at 10:00 in Manila.
    line.ports.system.advance(14 * 3_600_000 - 1);
    expect(await hears(line)).toMatchObject({ Message: STORM_WORDS });
    line.ports.system.advance(1);
    const dated =
      'Because of severe weather, the Manila contact centre has been closed since Sunday, November 22, at 10:00 AM.';
    expect(await hears(line)).toMatchObject({ Message: dated });
    expect(await phoneCall(line, ANA).hearsFresh('Manila')).toMatchObject({ Message: dated });
    line.ports.system.advance(40 * 86_400_000);
    expect(await hears(line)).toMatchObject({ Message: dated });
  });

  it('has the words of the same day when the row was written by an older version', async () => {
    const { line } = await stormy();
    await line.catchUp();
    const row = line.ports.board.rows.get('Manila');
    if (row) delete row.laterMessage;
    line.ports.system.advance(86_400_000);
    expect(await hears(line)).toMatchObject({ Message: STORM_WORDS });
  });

  it('is NORMAL again after a removal', async () => {
    const { line, admin } = await stormy();
    line.ports.system.advance(61_000);
    await admin.removes('Manila', 1);
    await line.catchUp();
    line.ports.system.advance(7_200_000);
    expect(await hears(line)).toStrictEqual({
      ...notSetUp,
      status: 'NORMAL',
      UpdatedAt: '2026-11-22T02:01:01.000Z',
      UpdatedAgo: '2 hours ago',
      seq: '2',
    });
  });

  it('is UNKNOWN_CENTER for an unknown location', async () => {
    expect(await hears(await memoryLine(), 'Atlantis')).toStrictEqual({
      ...notSetUp,
      status: 'UNKNOWN_CENTER',
      Message: 'none',
    });
  });

  it('costs half a read unit of the board and nothing else', async () => {
    const heads: string[] = [];
    const { line } = await stormy({ wrap: { store: around(['head'], (method) => void heads.push(method)) } });
    heads.length = 0;
    const { cost } = line.ports.board;
    const { reads, writes } = cost;
    await line.watch(() => hears(line));
    expect({ reads: cost.reads - reads, writes: cost.writes - writes }).toEqual({ reads: 0.5, writes: 0 });
    expect(heads).toEqual([]);
  });
});

describe('an administrator who requests the status with Fresh', () => {
  it('hears it from the log, before the board is written', async () => {
    const { line, admin } = await stormy();
    expect(await admin.hearsFresh('Manila')).toStrictEqual(storm);
    expect(await hears(line)).toStrictEqual(notSetUp);
  });
});

describe('an emergency that ends by itself', () => {
  it('ends to the millisecond, on the board as in the log', async () => {
    const hour = (shipped: Config): Config => ({
      ...shipped,
      emergencyTypes: shipped.emergencyTypes.map((type) => ({ ...type, defaultMinutes: 60 })),
    });
    const { line, admin } = await stormy({ config: hour });
    await line.catchUp();
    expect(line.ports.board.rows.get('Manila')?.expiresAt).toBe('2026-11-22T03:00:00.000Z');
    line.ports.system.advance(3_599_999);
    expect((await hears(line)).status).toBe('EMERGENCY');
    line.ports.system.advance(1);
    for (const reply of [await hears(line), await admin.hearsFresh('Manila')])
      expect(reply).toMatchObject({ status: 'NORMAL', Emergency: 'false', Message: NORMAL_WORDS, seq: '1' });
  });
});

describe('when the board cannot be read,', () => {
  const broken = () => {
    const fault = { now: false };
    const wrap: Options['wrap'] = {
      board: around(['get'], () => {
        if (fault.now) throw new Error('the table is gone');
      }),
    };
    return { fault, wrap };
  };

  it('a caller hears the last known status, marked stale, which still ends by itself', async () => {
    const { fault, wrap } = broken();
    const { line } = await stormy({ wrap });
    await line.catchUp();
    await hears(line);
    fault.now = true;
    line.ports.system.advance(120_000);
    expect(await hears(line)).toStrictEqual({ ...storm, UpdatedAgo: '2 minutes ago', stale: 'true' });
    expect(line.ports.lines.join('')).toContain('STALE');
  });

  it('a caller hears the whenUnknown text when no status was ever read', async () => {
    const { fault, wrap } = broken();
    const line = await memoryLine({ wrap });
    fault.now = true;
    const Message =
      'We cannot tell the state of the Manila contact centre just now. Please try again in a few minutes.';
    expect(await hears(line)).toStrictEqual({ ...notSetUp, Message, stale: 'true' });
  });

  it('an administrator gets an error when the log cannot be read either', async () => {
    const line = await memoryLine({
      wrap: { store: () => ({ head: () => Promise.reject(new Error('the table is gone')) }) },
    });
    await expect(phoneCall(line, ANA).hearsFresh('Manila')).rejects.toThrow();
  });
});

describe('a caller hears the status', () => {
  const french = (texts: Record<string, string>) => ({ ...texts, 'fr-FR': 'Le site {location} est fermé.' });
  const bilingual = (shipped: Config): Config => ({
    ...shipped,
    languages: [...shipped.languages, { code: 'fr-FR', voice: 'Lea' }],
    emergencyTypes: shipped.emergencyTypes.map((type) => ({ ...type, message: french(type.message) })),
  });

  it('in the language of the call', async () => {
    const { line } = await stormy({ config: bilingual });
    await line.catchUp();
    expect(await phoneCall(line, STRANGER, 'fr-FR').hears('Manila')).toStrictEqual({
      ...storm,
      Message: 'Le site Manila est fermé.',
      UpdatedAgo: 'il y a 0 seconde',
    });
  });

  it.each(['ja-JP', 'constructor', '__proto__', 'x', '', 'en_US'])(
    'in the line’s first language when it has no %j',
    async (language) => {
      const { line } = await stormy();
      await line.catchUp();
      expect(await phoneCall(line, STRANGER, language).hears('Manila')).toStrictEqual(storm);
    },
  );
});
