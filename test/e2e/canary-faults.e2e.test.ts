import crypto from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { totpCode } from '../../adapters/totp.ts';
import { client } from '../../cli/client.ts';
import { operateBy } from '../../cli/operate.ts';
import { parseTotpSecret } from '../../domain/emergency/secret.ts';
import type { Fault, FaultKind } from '../../local/aws/faults.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { whole } from '../kit/sample.ts';
import { type ServedLine, serveLine } from '../kit/served-line.ts';
import { ADMIN_LINE, AISHA, BEN, pinOf, wrongPin } from './callers.ts';
import { newFolder } from './product.ts';
import { keepReplies } from './replies.ts';
import { leaks, type Place, type Secret } from './secrets.ts';
import { files, stream, table } from './stored.ts';

/** Every PIN that is made, also those no text ever carries. */
const made: string[] = [];
const { randomInt } = crypto;
vi.spyOn(crypto, 'randomInt').mockImplementation((least: number, below: number) => {
  const drawn = randomInt(least, below);
  if (below === 1_000_000) made.push(String(drawn).padStart(6, '0'));
  return drawn;
});
syncBuiltinESMExports();
afterAll(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const replies = keepReplies();

type Provider = {
  name: 'end-user-messaging' | 'pinpoint';
  send: string;
  find: string;
  undelivered: FaultKind;
  served: ServedLine;
  folder: string;
};

/** The shipped configuration, with texts by Pinpoint. */
const byPinpoint = (folder: string): string => {
  const shipped = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  const file = join(folder, 'pinpoint.config.json');
  const sms = { provider: 'pinpoint', senderId: 'EMERGENCY', applicationId: 'app-1' };
  writeFileSync(file, JSON.stringify({ ...shipped, sms }));
  return file;
};

const folders = [newFolder(), newFolder()] as const;
const PROVIDERS: Provider[] = [
  {
    name: 'end-user-messaging',
    send: 'SendTextMessage',
    find: 'CarrierLookup',
    undelivered: {
      statusCode: 400,
      code: 'ConflictException',
      reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    },
    served: await serveLine(folders[0]),
    folder: folders[0],
  },
  {
    name: 'pinpoint',
    send: 'SendMessages',
    find: 'PhoneNumberValidate',
    undelivered: { deliveryStatus: 'PERMANENT_FAILURE' },
    served: await serveLine(folders[1], byPinpoint(newFolder())),
    folder: folders[1],
  },
];

/** Connect asks a Lambda four times, and each time the SDK its service twice. */
const FOR_GOOD = 8;
const faultsOf = ({ name: service, send, find, undelivered }: Provider): [what: string, fault: Fault][] => {
  const text = { service, operation: send };
  return [
    ['the provider cannot deliver, and quotes the number', { ...text, as: undelivered }],
    ['the provider is broken', { ...text, as: 'error' }],
    ['the provider throttles', { ...text, as: 'throttle' }],
    ['the provider does not know us', { ...text, as: { statusCode: 403, code: 'ForbiddenException' } }],
    ['the provider answers with a web page', { ...text, as: { reply: '<html>' } }],
    ['the look-up is broken', { service, operation: find, times: 2, as: 'error' }],
    ['no PIN can be tagged', { service: 'kms', operation: 'GenerateMac', times: FOR_GOOD, as: 'error' }],
    ['no PIN can be checked', { service: 'kms', operation: 'VerifyMac', times: FOR_GOOD, as: 'throttle' }],
    [
      'the bus takes only a part',
      { service: 'eventbridge', operation: 'PutEvents', as: { entryErrorCodes: ['InternalFailure'] } },
    ],
    ['the bus is broken', { service: 'eventbridge', operation: 'PutEvents', times: 2, as: 'error' }],
  ];
};

/** The demo's landline, whose administrator is given an authenticator. */
const LIN = '+6561110003';

describe.each(PROVIDERS)('with texts by $name', (provider) => {
  const { served, folder } = provider;
  const line = client(served.url);
  const called: string[] = [];
  const typed: string[] = [];

  const dial = async (phone: string) => {
    const view = await line.dial(phone, ADMIN_LINE);
    called.push(view.callId);
    return view;
  };

  /** A call that gets as far as it can: a wrong PIN or code, then the right one. */
  const call = async (phone: string, rightOne: () => Promise<string>): Promise<void> => {
    const { callId, state } = await dial(phone);
    if (state === 'ended') return;
    const right = await rightOne();
    typed.push(right, wrongPin(right));
    for (const keys of [wrongPin(right), right]) await line.keys(callId, keys).catch(() => {});
    await line.hangup(callId);
  };

  /** What the line said last. */
  const goodbye = () => {
    const { transcript } = served.connect.get(called.at(-1) ?? '');
    return transcript.flatMap((entry) => (entry.who === 'line' ? entry.text : [])).at(-1);
  };

  const all = faultsOf(provider);
  const own = all.filter(([, { service }]) => service === provider.name);

  it.each(whole || provider === PROVIDERS[0] ? all : own)(
    'a call continues or ends properly when %s',
    async (_, fault) => {
      served.edge.fail(fault);
      const phone = called.length % 2 === 0 ? AISHA : BEN;
      await call(phone, () => pinOf(line, phone));
      await line.advanceClock(3601);
      expect(goodbye()).toMatch(/Please call again\. Goodbye\.$|Which contact centre is this about/);
    },
  );

  it('a code verifies its administrator only while its secret can be decrypted', async () => {
    // Past the API, whose replies are searched for secrets: this reply has one to show.
    const operate = operateBy(async (route, body) => {
      const answer = await served.operate(route, body);
      return { status: answer.status, body: JSON.stringify(answer.body) };
    }, served.ctx.system.now);
    const { uri } = await operate('admin/totp', { adminId: 'admin-3' });
    const text = new URL(uri ?? '').searchParams.get('secret') ?? '';
    const secret = parseTotpSecret(text);
    if (!secret) throw new Error('the URI has no secret');
    typed.push(text);
    const now = () => served.ctx.system.now() / 1000;
    /** The code of a step that has just begun. */
    const fresh = async () => {
      await line.advanceClock(30 - Math.floor(now() % 30));
      return totpCode(secret, Math.floor(now() / 30));
    };
    served.edge.fail({ service: 'kms', operation: 'Decrypt', times: FOR_GOOD, as: 'error' });
    await call(LIN, fresh);
    expect(goodbye()).toMatch(/Please call again\. Goodbye\.$/);
    await call(LIN, fresh);
    expect(goodbye()).toMatch(/Which contact centre is this about/);
  });

  it('no PIN, code, secret or number is stored, logged, replied or published', async () => {
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = served.ctx.environment;
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
    const secrets: Secret[] = [...pins, ...typed, AISHA, BEN, LIN].map((value) => ({
      of: /^\d{6}$/.test(value) ? 'a PIN or code' : 'a number or a secret',
      value,
    }));
    expect(made.length).toBeGreaterThanOrEqual(called.length - 2);
    expect(served.lines.filter((one) => one.includes('"level":"error"')).length).toBeGreaterThan(5);
    expect(leaks(secrets, places)).toStrictEqual([]);
  });
});
