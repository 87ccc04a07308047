import { beforeAll, describe, expect, it } from 'vitest';
import fixture from '../fixtures/template-0.2.0.json' with { type: 'json' };
import type { Resource, Template } from '../kit/synthesized.ts';
import { type Fixture, isFrozen, replacements, templates } from './frozen-names.ts';

const FROZEN: Fixture = fixture;
let current: Record<string, Template>;
beforeAll(() => {
  current = templates();
});

describe('an update from 0.2.0', () => {
  it('replaces no table, key, bucket, function, role, bus, claimed number or custom resource', () => {
    expect(replacements(FROZEN, current)).toStrictEqual([]);
  });

  it('is checked for every such resource of 0.2.0', () => {
    const types = Object.values(FROZEN.stacks).flatMap((one) => Object.values(one).map(({ type }) => type));
    const count = (type: string) => types.filter((one) => one === type).length;
    expect(Object.keys(FROZEN.replacing).map((type) => [type, count(type)])).toStrictEqual([
      ['AWS::Connect::PhoneNumber', 1],
      ['AWS::DynamoDB::Table', 5],
      ['AWS::Events::EventBus', 1],
      ['AWS::IAM::Role', 13],
      ['AWS::KMS::Key', 7],
      ['AWS::Lambda::Function', 8],
      ['AWS::S3::Bucket', 4],
      ['Custom::PhoneNumberFlow', 1],
    ]);
  });
});

/** The template with one resource of a type changed; `undefined` removes it. */
const changed = (type: string, change: (resource: Resource) => Resource | undefined) => {
  const copy = structuredClone(current);
  const resources = copy.EmergencyLine?.Resources ?? {};
  const [id, resource] =
    Object.entries(resources).find((entry) => isFrozen(entry) && entry[1].Type === type) ?? [];
  if (id === undefined || resource === undefined) throw new Error(`the template has no ${type}`);
  const made = change(resource);
  delete resources[id];
  if (made !== undefined) resources[id] = made;
  return { id, found: replacements(FROZEN, copy) };
};

describe('the check reports a replacement', () => {
  it.each(Object.keys(FROZEN.replacing))('when a resource of type %s has another logical id', (type) => {
    const { id, found } = changed(type, () => undefined);
    expect(found).toStrictEqual([`EmergencyLine: ${type} ${id} is gone`]);
  });

  const properties = Object.entries(FROZEN.replacing).flatMap(([type, names]) =>
    names.map((name) => [name, type] as const),
  );
  it.each(properties)('when %s of a resource of type %s changes', (name, type) => {
    const { id, found } = changed(type, (resource) => ({
      ...resource,
      Properties: { ...resource.Properties, [name]: 'another' },
    }));
    expect(found).toStrictEqual([`EmergencyLine: ${name} of ${type} ${id} changed`]);
  });

  it('when a logical id has another type', () => {
    const { id, found } = changed('AWS::DynamoDB::Table', (resource) => ({
      ...resource,
      Type: 'AWS::DynamoDB::GlobalTable',
    }));
    expect(found).toStrictEqual([
      `EmergencyLine: ${id} was AWS::DynamoDB::Table and is AWS::DynamoDB::GlobalTable`,
    ]);
  });
});

describe('the check reports no replacement', () => {
  it('when a property that CloudFormation updates in place changes', () => {
    const { found } = changed('AWS::DynamoDB::Table', (resource) => ({
      ...resource,
      Properties: { ...resource.Properties, DeletionProtectionEnabled: false },
    }));
    expect(found).toStrictEqual([]);
  });
});
