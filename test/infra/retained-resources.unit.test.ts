import { beforeAll, expect, it } from 'vitest';
import { retainedResources } from '../../cli/deployment/retained-resources.ts';
import { configOf, PINPOINT } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

let line: Synthesized;
beforeAll(() => {
  const { connect } = configOf();
  const numbers = { '+6568000002': { claim: { country: 'SG', type: 'DID' } } };
  line = synthesized(configOf({ connect: { ...connect, numbers } })).line;
});

/** What the destroyer says of a template's resources. */
const kept = (of = line) =>
  retainedResources(
    Object.entries(of.template.Resources).map(([logicalId, { Type, Properties }]) => ({
      logicalId,
      physicalId: String(Properties.TableName ?? logicalId),
      type: Type,
      status: 'CREATE_COMPLETE',
    })),
    new Set(
      Object.entries(of.template.Resources)
        .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'RetainExceptOnCreate')
        .map(([id]) => id),
    ),
    'EmergencyLine-Events',
  );

it('of all that outlives the stack it is said why', () => {
  expect(kept().filter(({ why }) => why === 'its template says so')).toStrictEqual([]);
  expect([...new Set(kept().map(({ type }) => type))].sort()).toStrictEqual([
    'AWS::Connect::PhoneNumber',
    'AWS::DynamoDB::Table',
    'AWS::KMS::Key',
    'AWS::S3::Bucket',
  ]);
});

it('so do the countries that Pinpoint obeys, for they are the account’s; those of a configuration set go with it', () => {
  const { line: pinpoint } = synthesized(configOf({ sms: PINPOINT }));
  const countries = {
    type: 'AWS::SMSVOICE::ProtectConfiguration',
    why: expect.stringContaining('countries'),
  };
  expect(kept(pinpoint)).toContainEqual(expect.objectContaining(countries));
  expect(pinpoint.one('AWS::SMSVOICE::ProtectConfiguration').DeletionPolicy).toBe('RetainExceptOnCreate');
  // Protected from deletion, it would keep the whole stack from going.
  const { DeletionPolicy, Properties } = line.one('AWS::SMSVOICE::ProtectConfiguration');
  expect([DeletionPolicy, Properties.DeletionProtectionEnabled]).toStrictEqual([undefined, undefined]);
});

it('the log and the administrators’ keys do, the board and the directory do not', () => {
  expect(
    kept()
      .filter(({ type }) => type === 'AWS::DynamoDB::Table')
      .map(({ id, why }) => [id, why.split(':')[0]]),
  ).toStrictEqual([
    ['EmergencyLine-Events', 'the event log'],
    ['EmergencyLine-SubjectKeys', 'the administrators’ own keys'],
  ]);
});

it('the stacks cannot be deleted by a slip', () => {
  expect(synthesized().protectedStacks).toStrictEqual(['EmergencyLine']);
});
