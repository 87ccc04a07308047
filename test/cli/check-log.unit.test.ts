import { describe, expect, it } from 'vitest';
import { checkProbe, checkRefusals, checkTables } from '../../cli/deployment/check-log.ts';
import { probeDelivery } from '../../use-cases/probe-delivery.ts';
import { memoryLine } from '../kit/line.ts';

/** A probe on a line in memory, whose consumers log it after so many seconds; never, when null. */
const probed = async (readers: Record<'Project' | 'Publish', number | null>) => {
  const { ports } = await memoryLine();
  const pauses: number[] = [];
  const system = { ...ports.system, pause: async (milliseconds: number) => void pauses.push(milliseconds) };
  const found = await checkProbe({
    system,
    probe: () => probeDelivery(ports, { actor: 'operator/ops', actionId: 'drill-1' }, 'doctor'),
    hasLogged: async (reader) => {
      const after = readers[reader];
      return after !== null && pauses.length >= after;
    },
  });
  return { found: found.map(({ name, ok, message }) => ({ name, ok, message })), seconds: pauses.length };
};

describe('the check of the probe', () => {
  it('waits until both consumers have logged it', async () => {
    const { found, seconds } = await probed({ Project: 3, Publish: 5 });
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
  ] as const)('fails after a minute when %s does not log it', async (reader, name) => {
    const { found, seconds } = await probed({ Project: 0, Publish: 0, [reader]: null });
    expect(found.filter(({ ok }) => !ok)).toStrictEqual([
      { name, ok: false, message: 'no log line appeared within 60 seconds' },
    ]);
    expect(seconds).toBe(59);
  });
});

it.each([
  [null, 'off: the board and the event bus are not updated'],
  ['NEW_IMAGE', 'has NEW_IMAGE only'],
])('the check of the tables fails when the log’s stream is %s', async (stream, message) => {
  const found = await checkTables({ events: 'e', subjectKeys: 'k' }, async () => ({
    recovery: true,
    deletionProtection: true,
    stream,
  }));
  expect(found.filter(({ ok }) => !ok)).toMatchObject([{ name: 'event log, stream', message }]);
});

describe('the check of the log’s policy', () => {
  const expected = [
    { sid: 'Changes', actions: ['dynamodb:UpdateItem'], but: [] },
    { sid: 'Puts', actions: ['dynamodb:PutItem'], but: ['writer', 'doctor'] },
  ];
  const changes = { actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], except: [] };
  const missing = (...found: { actions: string[]; except: string[] }[]) =>
    [checkRefusals('event log', expected, found)].filter(({ ok }) => !ok).map(({ message }) => message);

  it('accepts a policy that denies more', () => {
    expect(missing(changes, { actions: ['dynamodb:PutItem'], except: ['writer'] })).toStrictEqual([]);
  });

  it.each<[string, { actions: string[]; except: string[] }[], string]>([
    ['a statement is missing', [changes], 'dynamodb:PutItem'],
    [
      'another principal is exempt',
      [changes, { actions: ['dynamodb:PutItem'], except: ['writer', 'mallory'] }],
      'dynamodb:PutItem',
    ],
    ['there is no policy', [], 'dynamodb:UpdateItem, dynamodb:PutItem'],
  ])('fails when %s', (_, found, actions) => {
    expect(missing(...found)).toStrictEqual([`does not deny ${actions} to every principal it should`]);
  });
});
