import { BadRequestException, PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import {
  CarrierLookupCommand,
  PinpointSMSVoiceV2Client,
  PutMessageFeedbackCommand,
  ResourceNotFoundException,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { failure, withEdge } from '../adapters/with-edge.ts';

const { edge, client } = withEdge();
const NUMBER = '+6591110001';

describe('the fake End User Messaging', () => {
  const sms = () => new PinpointSMSVoiceV2Client({ ...client(), maxAttempts: 1 });
  const good: SendTextMessageCommandInput = {
    DestinationPhoneNumber: NUMBER,
    OriginationIdentity: 'EMERGENCY',
    MessageBody: 'text',
    MessageType: 'TRANSACTIONAL',
    TimeToLive: 30,
    MaxPrice: '0.50',
    ConfigurationSetName: 'set',
    ProtectConfigurationId: 'protect',
    MessageFeedbackEnabled: true,
    Context: {},
  };
  const send = (other: Partial<SendTextMessageCommandInput>) =>
    sms().send(new SendTextMessageCommand({ ...good, ...other }));

  it.each<Partial<SendTextMessageCommandInput>>([
    { MessageBody: 'x'.repeat(1_600) },
    { TimeToLive: 5 },
    { TimeToLive: 259_200 },
    { MaxPrice: '.5' },
    { MaxPrice: '99.99999' },
    { OriginationIdentity: 'arn:aws:sms-voice:ap-southeast-1:111122223333:sender-id/EMERGENCY/SG' },
    { Context: { a: '1', b: '2', c: '3', d: '4', e: '5' } },
  ])('accepts %j', async (other) => expect((await send(other)).MessageId).toMatch(/^[0-9a-f-]{36}$/));

  it.each<[string, Partial<SendTextMessageCommandInput>]>([
    ['MessageBody', { MessageBody: 'x'.repeat(1_601) }],
    ['MessageBody', { MessageBody: ' \n' }],
    ['TimeToLive', { TimeToLive: 4 }],
    ['TimeToLive', { TimeToLive: 259_201 }],
    ['TimeToLive', { TimeToLive: 30.5 }],
    ['MaxPrice', { MaxPrice: '1' }],
    ['MaxPrice', { MaxPrice: '100.00' }],
    ['DestinationPhoneNumber', { DestinationPhoneNumber: 'nobody' }],
    ['DestinationPhoneNumber', { DestinationPhoneNumber: undefined }],
    ['ConfigurationSetName', { ConfigurationSetName: '' }],
    ['Context', { Context: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }],
    ['Context', { Context: { [NUMBER]: 'two words' } }],
    ['request', { Keyword: 'PIN' }],
  ])('rejects an invalid %s (%j) without quoting it', async (member, other) => {
    const error = await failure(send(other));
    expect(error).toBeInstanceOf(ValidationException);
    expect(error.message).toMatch(new RegExp(`^${member}[.*]*:`));
    expect(error.message).not.toContain('91110001');
    expect(await edge().messages(NUMBER)).toStrictEqual([]);
  });

  it('rejects feedback on an unknown text', async () => {
    const command = new PutMessageFeedbackCommand({ MessageId: 'none', MessageFeedbackStatus: 'RECEIVED' });
    const error = await failure(sms().send(command));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ ResourceType: 'message', ResourceId: 'none' });
  });

  it('rejects a lookup of an invalid number', async () => {
    const error = await failure(sms().send(new CarrierLookupCommand({ PhoneNumber: 'anonymous' })));
    expect(error).toBeInstanceOf(ValidationException);
    expect(error.message).toMatch(/^PhoneNumber:/);
  });

  it.each([
    ['+65 9111-0009', 'MOBILE'],
    ['+6561110009', 'LANDLINE'],
    ['+6531110009', 'OTHER'],
    ['+18005551234', 'OTHER'],
    ['+14155552671', 'MOBILE'],
    ['+6512', 'INVALID'],
  ])('derives from the number %s the type %s', async (PhoneNumber, type) => {
    expect(await sms().send(new CarrierLookupCommand({ PhoneNumber }))).toMatchObject({
      PhoneNumberType: type,
    });
  });
});

describe('the fake Pinpoint', () => {
  const send = (to: string[], Body: string) =>
    new PinpointClient({ ...client(), maxAttempts: 1 }).send(
      new SendMessagesCommand({
        ApplicationId: 'app 1',
        MessageRequest: {
          Addresses: Object.fromEntries(to.map((number) => [number, { ChannelType: 'SMS' }])),
          MessageConfiguration: { SMSMessage: { Body, MessageType: 'TRANSACTIONAL', SenderId: 'EMERGENCY' } },
        },
      }),
    );

  it('replies HTTP 200 with a status per address, also for an unreachable one', async () => {
    const { MessageResponse } = await send([NUMBER, 'nobody'], 'text');
    expect(MessageResponse?.Result).toMatchObject({
      [NUMBER]: { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200 },
      nobody: { DeliveryStatus: 'PERMANENT_FAILURE', StatusCode: 400 },
    });
    expect(await edge().messages(NUMBER)).toHaveLength(1);
  });

  it('rejects an invalid request without quoting it', async () => {
    const error = await failure(send([NUMBER], 'x'.repeat(1_601)));
    expect(error).toBeInstanceOf(BadRequestException);
    expect(error.message).toBe('MessageConfiguration.SMSMessage.Body: must have at most 1600 characters');
  });
});
