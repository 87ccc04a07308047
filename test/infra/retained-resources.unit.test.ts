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

/** The retained resources of a template, as `emergency destroy` lists them. */
const retained = (of = line) =>
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

it('every retained resource has a reason', () => {
  expect(retained().filter(({ why }) => why === 'its template retains it')).toStrictEqual([]);
  expect([...new Set(retained().map(({ type }) => type))].sort()).toStrictEqual([
    'AWS::Connect::PhoneNumber',
    'AWS::DynamoDB::Table',
    'AWS::KMS::Key',
    'AWS::S3::Bucket',
  ]);
});

it('the protect configuration of Pinpoint is retained, that of a configuration set is not', () => {
  const { line: pinpoint } = synthesized(configOf({ sms: PINPOINT }));
  const countries = {
    type: 'AWS::SMSVOICE::ProtectConfiguration',
    why: expect.stringContaining('countries'),
  };
  expect(retained(pinpoint)).toContainEqual(expect.objectContaining(countries));
  expect(pinpoint.one('AWS::SMSVOICE::ProtectConfiguration').DeletionPolicy).toBe('RetainExceptOnCreate');
  // With deletion protection, it would block the deletion of the stack.
  const { DeletionPolicy, Properties } = line.one('AWS::SMSVOICE::ProtectConfiguration');
  expect([DeletionPolicy, Properties.DeletionProtectionEnabled]).toStrictEqual([undefined, undefined]);
});

it('the log and the administrators’ keys are retained, the board and the directory are not', () => {
  expect(
    retained()
      .filter(({ type }) => type === 'AWS::DynamoDB::Table')
      .map(({ id, why }) => [id, why.split(':')[0]]),
  ).toStrictEqual([
    ['EmergencyLine-Events', 'the event log'],
    ['EmergencyLine-SubjectKeys', 'the administrators’ keys'],
  ]);
});

it('the stacks have termination protection', () => {
  expect(synthesized().protectedStacks).toStrictEqual(['EmergencyLine']);
});
