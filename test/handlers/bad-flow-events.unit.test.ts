import { describe, expect, it } from 'vitest';
import { connectEvent } from '../kit/connect-event.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import type { Lambda } from '../kit/replies.ts';

const from = { from: ANA, contactId: 'call-1' };
const republish = 'publish the flows again: emergency flows render';
const contact = (field: string, fault: string) =>
  `invalid event from the flow (event.Details.ContactData.${field}: ${fault}); ${republish}`;
const parameter = (field: string, fault: string) =>
  `invalid event from the flow (event.Details.Parameters.${field}: ${fault}); ${republish}`;

/** Sends an event with changed contact data, and returns the error's text; expects that nothing was written. */
const refusal = async (
  lambda: Lambda,
  parameters: Record<string, unknown>,
  data: Record<string, unknown> = {},
) => {
  const line = await memoryLine();
  const event = connectEvent(line.ports.config, from, parameters);
  Object.assign(event.Details.ContactData, data);
  const { reply, wrote } = await line.watch(() => line.send(lambda, event).catch((error: Error) => error));
  expect(wrote).toEqual([]);
  expect(reply).toMatchObject({ name: 'BadFlowEvent' });
  return (reply as Error).message;
};

describe('an event that our flows cannot send is refused, naming the field', () => {
  it.each([
    [{ Channel: 'CHAT' }, contact('Channel', 'must be VOICE')],
    [{ InitiationMethod: 'OUTBOUND' }, contact('InitiationMethod', 'must be INBOUND')],
    [{ ContactId: ANA }, contact('ContactId', 'not a contact id')],
    [{ ContactId: undefined }, contact('ContactId', 'is missing; it must be a text')],
    [
      {
        InstanceARN:
          'arn:aws:connect:ap-southeast-1:111122223333:instance/99999999-2222-4333-8444-555555555555',
      },
      'event.Details.ContactData.InstanceARN: not an instance of this line; add it to connect.furtherInstances, or set connect.allowAnyInstance',
    ],
  ])('%j', async (data, message) => {
    expect(await refusal('OneTimePin', { step: 'pin' }, data)).toBe(message);
  });
});

describe('parameters that our flows do not send are refused, naming the field and not the value', () => {
  it.each<[Lambda, Record<string, unknown>, string]>([
    ['OneTimePin', {}, parameter('step', 'is missing; it must be a text')],
    ['VerifyPin', { step: 'try' }, parameter('entered', 'is missing; it must be a text')],
    ['VerifyPin', { step: 'try', entered: 738_291 }, parameter('entered', 'must be a text, not a number')],
    [
      'VerifyPin',
      { step: 'try', entered: '9'.repeat(1001) },
      parameter('entered', 'must have at most 1000 characters'),
    ],
    [
      'VerifyPin',
      { step: 'try', entered: '738291', [ANA]: 5 },
      parameter('?', 'must be a text, not a number'),
    ],
    ['CheckEmergency', {}, parameter('Center', 'is missing; it must be a text')],
    ['CheckEmergency', { Center: 'Manila', Fresh: 'yes' }, parameter('Fresh', 'must be one of true, false')],
    [
      'UpdateEmergency',
      {
        step: 'change',
        Center: 'Manila',
        EmergencyAction: 'toggle',
        EmergencyType: 'weather',
        heardSeq: '0',
      },
      parameter('EmergencyAction', 'must be one of set, remove'),
    ],
  ])('%s: %j', async (lambda, parameters, message) => {
    expect(await refusal(lambda, parameters)).toBe(message);
  });
});
