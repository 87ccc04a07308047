import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { failure, withEdge } from '../adapters/with-edge.ts';

const { edge, client } = withEdge();

describe('a request that no SDK sends', () => {
  const post = async (headers: Record<string, string>, body = '{}', path = '/') => {
    const response = await fetch(edge().endpoint + path, { method: 'POST', headers, body });
    return [response.status, response.headers.get('x-amzn-errortype')];
  };
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=local' };

  it('is rejected without a signature, as a web page would send it', async () => {
    expect(await post({}, '{"PhoneNumber":"+6591110001"}', '/v1/phone/number/validate')).toStrictEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
  });

  it.each([
    [
      'an operation nobody needs',
      { 'x-amz-target': 'AWSEvents.DeleteEventBus' },
      400,
      'UnknownOperationException',
    ],
    ['a prototype key', { 'x-amz-target': 'AWSEvents.constructor' }, 400, 'UnknownOperationException'],
    ['no operation', { 'x-amz-target': 'TrentService' }, 400, 'UnknownOperationException'],
    ['an unknown service', { 'x-amz-target': 'DynamoDB_20120810.PutItem' }, 404, 'NotFoundException'],
    ['an unknown path', {}, 404, 'NotFoundException'],
  ])('is rejected with %s', async (_, headers, status, code) => {
    expect(await post({ ...signed, ...headers })).toStrictEqual([status, code]);
  });

  it.each(['', '{', '[1', 'null', '7', '"x"', '[]'])('is rejected with the body %j', async (body) => {
    const [status] = await post({ ...signed, 'x-amz-target': 'AWSEvents.PutEvents' }, body);
    expect(status).toBe(400);
  });
});

describe('injected faults', () => {
  const put = () =>
    new EventBridgeClient({ ...client(), maxAttempts: 1 }).send(
      new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}' }] }),
    );

  it('occur in the requested order and number, then no more', async () => {
    edge().fail({ service: 'eventbridge', operation: 'PutEvents', as: 'throttle', times: 2 });
    edge().fail({ service: 'kms', operation: 'Decrypt', as: 'throttle' });
    edge().fail({ service: 'eventbridge', operation: 'PutEvents', as: 'error' });
    const met = [await failure(put()), await failure(put()), await failure(put()), await put()];
    expect(
      met.map((outcome) => (outcome instanceof Error ? outcome.name : outcome.FailedEntryCount)),
    ).toStrictEqual(['ThrottlingException', 'ThrottlingException', 'InternalException', 0]);
  });

  it('cannot be requested for an unknown operation', () => {
    expect(() => edge().fail({ service: 'kms', operation: 'PutEvents', as: 'error' })).toThrow(
      'The fake AWS has no kms operation PutEvents.',
    );
  });
});
