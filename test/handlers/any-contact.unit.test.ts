import { describe, expect, it } from 'vitest';
import { connectEvent } from '../kit/connect-event.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import type { Lambda } from '../kit/replies.ts';

const CONTACTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['transferred by an agent', { InitiationMethod: 'TRANSFER' }],
  [
    'moved from queue to queue',
    { InitiationMethod: 'QUEUE_TRANSFER', Queue: { ARN: 'arn', Name: 'General' } },
  ],
  ['called back', { InitiationMethod: 'CALLBACK' }],
  ['called out', { InitiationMethod: 'OUTBOUND' }],
  ['in a flow after the call', { InitiationMethod: 'DISCONNECT' }],
  ['in a chat', { Channel: 'CHAT', InitiationMethod: 'API', CustomerEndpoint: null, SystemEndpoint: null }],
  ['in a web call', { InitiationMethod: 'WEBRTC_API', CustomerEndpoint: null, LanguageCode: null }],
  [
    'behind a task',
    { Channel: 'TASK', InitiationMethod: 'API', CustomerEndpoint: undefined, LanguageCode: undefined },
  ],
  [
    'writing an email',
    {
      Channel: 'EMAIL',
      CustomerEndpoint: { Address: `${'x'.repeat(100)}@example.com`, Type: 'EMAIL_ADDRESS' },
    },
  ],
  [
    'of a kind that is not there yet',
    { Channel: 'HOLOGRAM', InitiationMethod: 'BEAMED', CustomerEndpoint: 'somewhere', LanguageCode: 7 },
  ],
];

const PARAMETERS: Record<Lambda, Record<string, string>> = {
  OneTimePin: { step: 'pin' },
  VerifyPin: { step: 'try-1', entered: '123456' },
  CheckEmergency: { Center: 'Manila' },
  UpdateEmergency: {
    step: '0',
    Center: 'Manila',
    EmergencyAction: 'set',
    EmergencyType: 'weather',
    heardSeq: '0',
  },
};

const send = async (lambda: Lambda, contact: Record<string, unknown>, more: Record<string, unknown> = {}) => {
  const line = await memoryLine();
  const event = connectEvent(
    line.ports.config,
    { from: ANA, contactId: 'call-1' },
    { ...PARAMETERS[lambda], ...more },
  );
  Object.assign(event.Details.ContactData, contact);
  return line.watch(() => line.send(lambda, event).catch((error: Error) => error));
};

describe.each(CONTACTS)('a contact %s', (_, contact) => {
  it('receives a location’s status', async () => {
    const { reply } = await send('CheckEmergency', contact);
    expect(reply).toMatchObject({
      status: 'NOT_SET_UP',
      Message: 'The Manila contact centre is open as usual.',
    });
  });

  it.each<Lambda>(['OneTimePin', 'VerifyPin', 'UpdateEmergency'])(
    'is refused by %s, unless it is an inbound call',
    async (lambda) => {
      const { reply, wrote } = await send(lambda, contact);
      expect(reply).toMatchObject({ name: 'BadFlowEvent' });
      expect(wrote).toEqual([]);
    },
  );
});

it("another team's flow may send extra parameters that are not texts", async () => {
  const { reply } = await send(
    'CheckEmergency',
    {},
    { attributes: { a: 'b' }, count: 3, note: 'x'.repeat(5_000) },
  );
  expect(reply).toMatchObject({ status: 'NOT_SET_UP' });
});

it('a contact of an unknown instance is refused', async () => {
  const InstanceARN =
    'arn:aws:connect:ap-southeast-1:111122223333:instance/99999999-2222-4333-8444-555555555555';
  expect((await send('CheckEmergency', { InstanceARN })).reply).toMatchObject({ name: 'BadFlowEvent' });
});
