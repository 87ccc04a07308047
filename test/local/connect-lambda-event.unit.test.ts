import { describe, expect, it } from 'vitest';
import { digits, message, setAttributes } from '../../flows/build.ts';
import { call, failedLine, lineWith, speakReply } from './lambda-line.ts';
import { BYE, build, INSTANCE, lineOf } from './line.ts';

describe('the event of a Lambda', () => {
  it('is the payload of real contacts, with string parameters', async () => {
    const drafts = [
      setAttributes('Set', { Center: 'Manila' }, { next: 'Ask', onError: BYE }),
      digits('Ask', 'Enter it.', { length: 6, seconds: 30, next: 'Call', onError: BYE }),
      call({
        parameters: { step: 'verify-1', entered: '$.StoredCustomerInput', Center: '$.Attributes.Center' },
      }),
      speakReply,
      failedLine,
    ];
    const line = lineOf([build('Lambda', 'Set', drafts)], { Fn: () => ({ status: 'DONE' }) });
    await line.call();
    await line.keys('contact-1', '042#');
    expect(line.invoked).toStrictEqual([
      {
        name: 'Fn',
        limitMs: 8_000,
        event: {
          Name: 'ContactFlowEvent',
          Details: {
            ContactData: {
              Attributes: { Center: 'Manila' },
              AwsRegion: 'ap-southeast-1',
              Channel: 'VOICE',
              ContactId: 'contact-1',
              InitialContactId: 'contact-1',
              PreviousContactId: 'contact-1',
              RelatedContactId: null,
              InitiationMethod: 'INBOUND',
              InstanceARN: INSTANCE,
              CustomerEndpoint: { Address: '+6591110001', Type: 'TELEPHONE_NUMBER' },
              SystemEndpoint: { Address: '+6568000001', Type: 'TELEPHONE_NUMBER' },
              CustomerId: null,
              Description: null,
              Name: null,
              LanguageCode: 'en-US',
              Queue: null,
              MediaStreams: { Customer: { Audio: null } },
              References: {},
              SegmentAttributes: {},
              Tags: {},
            },
            Parameters: { step: 'verify-1', entered: '042', Center: 'Manila' },
          },
        },
      },
    ]);
  });

  it('cannot be used to change the call', async () => {
    const vandal = setAttributes('Set', { Center: 'Manila' }, { next: 'Call', onError: BYE });
    const tell = message('Tell', '$.Attributes.Center', BYE);
    const line = lineOf([build('Vandal', 'Set', [vandal, call(), tell, failedLine])], {
      Fn: (event) => {
        Object.assign(
          Reflect.get(
            Object(Reflect.get(Object(Reflect.get(Object(event), 'Details')), 'ContactData')),
            'Attributes',
          ),
          { Center: 'Sydney' },
        );
        return {};
      },
    });
    expect((await line.call()).said[0]).toBe('Manila');
  });
});

it('the event of a call with a withheld number names it anonymous', async () => {
  const line = lineWith(() => ({ status: 'NOT_LISTED' }));
  await line.dial({ from: '', to: '+6568000001' });
  expect(line.invoked[0]).toHaveProperty('event.Details.ContactData.CustomerEndpoint.Address', 'anonymous');
});
