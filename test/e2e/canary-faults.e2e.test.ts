import { expect, it, vi } from 'vitest';
import { client } from '../../cli/client.ts';
import type { Fault } from '../../local/aws-edge/faults.ts';
import { ADMIN_LINE, AISHA, BEN, pinOf, wrongPin } from './callers.ts';
import { serveLine } from './in-process.ts';
import { newFolder } from './product.ts';
import { keepReplies } from './replies.ts';
import { leaks, type Place, type Secret } from './secrets.ts';
import { files, stream, table } from './stored.ts';

/** Every PIN that is made, also those no text ever carries. */
const made = vi.hoisted((): string[] => []);
vi.mock('node:crypto', async (load) => {
  const crypto = await load<typeof import('node:crypto')>();
  const randomInt = (least: number, below: number) => {
    const drawn = crypto.randomInt(least, below);
    if (below === 1_000_000) made.push(String(drawn).padStart(6, '0'));
    return drawn;
  };
  return { ...crypto, randomInt };
});

const replies = keepReplies();
const folder = newFolder();
const served = await serveLine(folder);
const line = client(served.url);

/** Connect asks a Lambda four times, and each time the SDK its service twice. */
const FOR_GOOD = 8;
const text = { service: 'end-user-messaging', operation: 'SendTextMessage' } as const;
const FAULTS: [what: string, fault: Fault][] = [
  [
    'the provider cannot deliver, and quotes the number',
    {
      ...text,
      as: { statusCode: 400, code: 'ConflictException', reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' },
    },
  ],
  ['the provider is broken', { ...text, as: 'error' }],
  ['the provider throttles', { ...text, as: 'throttle' }],
  ['the provider does not know us', { ...text, as: { statusCode: 403, code: 'ForbiddenException' } }],
  ['the provider answers with a web page', { ...text, as: { reply: '<html>' } }],
  [
    'the look-up is broken',
    { service: 'end-user-messaging', operation: 'CarrierLookup', times: 2, as: 'error' },
  ],
  ['no PIN can be tagged', { service: 'kms', operation: 'GenerateMac', times: FOR_GOOD, as: 'error' }],
  ['no PIN can be checked', { service: 'kms', operation: 'VerifyMac', times: FOR_GOOD, as: 'throttle' }],
  [
    'the bus takes only a part',
    { service: 'eventbridge', operation: 'PutEvents', as: { entryErrorCodes: ['InternalFailure'] } },
  ],
  ['the bus is broken', { service: 'eventbridge', operation: 'PutEvents', times: 2, as: 'error' }],
];

const called: string[] = [];

/** A call that gets as far as it can: a wrong PIN, then the right one. */
const call = async (phone: string): Promise<void> => {
  const { callId, state } = await line.dial(phone, ADMIN_LINE);
  called.push(callId);
  if (state === 'ended') return;
  const pin = await pinOf(line, phone);
  for (const keys of [wrongPin(pin), pin]) await line.keys(callId, keys).catch(() => {});
  await line.hangup(callId);
};

it.each(FAULTS)('a call goes on or ends well when %s', async (_, fault) => {
  served.edge.fail(fault);
  await call(called.length % 2 === 0 ? AISHA : BEN);
  await line.advanceClock(3601);
  const { transcript } = served.connect.get(called.at(-1) ?? '');
  const said = transcript.flatMap((entry) => (entry.who === 'line' ? entry.text : [])).at(-1);
  expect(said).toMatch(/Please call again\. Goodbye\.$|Which contact centre is it about/);
});

it('and nothing stored, logged, replied or published has a PIN or a number', async () => {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = served.wires.environment;
  for (const path of ['/events?limit=1000', '/bus', '/board']) await fetch(`${served.url}/api${path}`);
  for (const contact of called) await fetch(`${served.url}/api/calls/${contact}`);
  const stored = files(folder).filter(({ at }) => !/^(aws\/messages|dynamodb\/level)/.test(at));
  const places: Place[] = [
    ...stored,
    ...replies,
    await table(endpoint, 'Events'),
    await stream(endpoint),
    { at: 'log lines', bytes: served.lines.join('') },
  ];
  const pins = made.flatMap((pin) => [pin, wrongPin(pin)]);
  const secrets: Secret[] = [...pins, AISHA, BEN].map((value) => ({
    of: value.length > 6 ? 'a number' : 'a PIN',
    value,
  }));
  expect(made.length).toBeGreaterThanOrEqual(FAULTS.length);
  expect(served.lines.filter((one) => one.includes('"level":"error"')).length).toBeGreaterThan(5);
  expect(leaks(secrets, places)).toStrictEqual([]);
});
