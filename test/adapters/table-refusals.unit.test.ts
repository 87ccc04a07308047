import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { tableDenials } from '../../adapters/account/table-policy.ts';

const client = new DynamoDBClient({ region: 'local' });
afterEach(() => vi.restoreAllMocks());
const denialsOf = (...Statement: object[]) => {
  vi.spyOn(client, 'send').mockImplementation(async () => ({ Policy: JSON.stringify({ Statement }) }));
  return tableDenials(client, 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/Events');
};
const deny = { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'dynamodb:PutItem', Resource: '*' };

it('a table policy yields its denials and their exceptions', async () => {
  const but = { ArnNotEquals: { 'aws:PrincipalArn': 'writer' } };
  expect(
    await denialsOf(deny, { ...deny, Principal: '*', Action: ['a', 'b'], Condition: but }),
  ).toStrictEqual([
    { actions: ['dynamodb:PutItem'], except: [] },
    { actions: ['a', 'b'], except: ['writer'] },
  ]);
});

it.each([
  ['allows', { Effect: 'Allow' }],
  ['refuses to one principal only', { Principal: { AWS: 'arn:aws:iam::111122223333:role/one' } }],
  ['refuses at some hours only', { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } } }],
  [
    'has a second condition beside the exception',
    {
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'writer' }, Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
])('a table policy yields no denial for a statement that %s', async (_, change) => {
  expect(await denialsOf({ ...deny, ...change })).toStrictEqual([]);
});

it('a table without a policy has no denials', async () => {
  vi.spyOn(client, 'send').mockImplementation(async () => {
    throw Object.assign(new Error('none'), { name: 'PolicyNotFoundException' });
  });
  expect(await tableDenials(client, 'arn')).toStrictEqual([]);
});
