import { describe, expect, it } from 'vitest';
import { checkProbe, checkRefusals, checkTables } from '../../cli/deployment/check-log.ts';
import { memoryLine } from '../kit/line.ts';

/** A drill on a line in memory, whose readers tell of it after so many seconds; never, when null. */
const drilled = async (readers: Record<'Project' | 'Publish', number | null>) => {
  const { ports } = await memoryLine();
  const pauses: number[] = [];
  const system = { ...ports.system, pause: async (milliseconds: number) => void pauses.push(milliseconds) };
  const found = await checkProbe(
    {
      store: ports.store,
      system,
      hasLogged: async (reader) => {
        const after = readers[reader];
        return after !== null && pauses.length >= after;
      },
    },
    'ops',
  );
  return { found: found.map(({ name, ok, message }) => ({ name, ok, message })), seconds: pauses.length };
};

describe('a drill', () => {
  it('is waited for until both readers tell of it', async () => {
    const { found, seconds } = await drilled({ Project: 3, Publish: 5 });
    expect(found.map(({ name, ok }) => [name, ok])).toStrictEqual([
      ['probe, log', true],
      ['probe, projector', true],
      ['probe, bus', true],
    ]);
    expect(seconds).toBe(5);
  });

  it.each([
    ['Project', 'probe, projector'],
    ['Publish', 'probe, bus'],
  ] as const)('that %s does not tell of is a failure after a minute', async (reader, name) => {
    const { found, seconds } = await drilled({ Project: 0, Publish: 0, [reader]: null });
    expect(found.filter(({ ok }) => !ok)).toStrictEqual([
      { name, ok: false, message: 'no log line appeared within 60 seconds' },
    ]);
    expect(seconds).toBe(59);
  });
});

it.each([
  [null, 'off: the board and the event bus are not updated'],
  ['NEW_IMAGE', 'shows NEW_IMAGE only'],
])('a log whose stream is %s is a failure', async (stream, message) => {
  const found = await checkTables({ events: 'e', subjectKeys: 'k' }, async () => ({
    recovery: true,
    deletionProtection: true,
    stream,
  }));
  expect(found.filter(({ ok }) => !ok)).toMatchObject([{ name: 'event log, stream', message }]);
});

describe('the log’s own policy', () => {
  const expected = [
    { sid: 'Changes', actions: ['dynamodb:UpdateItem'], but: [] },
    { sid: 'Puts', actions: ['dynamodb:PutItem'], but: ['writer', 'doctor'] },
  ];
  const changes = { actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], except: [] };
  const missing = (...found: { actions: string[]; except: string[] }[]) =>
    checkRefusals(expected, found)
      .filter(({ ok }) => !ok)
      .map(({ message }) => message);

  it('may refuse more than it must', () => {
    expect(missing(changes, { actions: ['dynamodb:PutItem'], except: ['writer'] })).toStrictEqual([]);
  });

  it.each<[string, { actions: string[]; except: string[] }[], string]>([
    ['a refusal is gone', [changes], 'dynamodb:PutItem'],
    [
      'somebody else is excepted',
      [changes, { actions: ['dynamodb:PutItem'], except: ['writer', 'mallory'] }],
      'dynamodb:PutItem',
    ],
    ['there is none', [], 'dynamodb:UpdateItem, dynamodb:PutItem'],
  ])('is a failure when %s', (_, found, actions) => {
    expect(missing(...found)).toStrictEqual([`does not refuse ${actions} to all it should`]);
  });
});
