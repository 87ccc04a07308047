import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { describe, expect, it } from 'vitest';
import { checkResource } from './check-resource.ts';
import { templates } from './templates.ts';

const db = loadAwsServiceSpecSync();
const specOf = (type: string) => db.lookup('resource', 'cloudFormationType', 'equals', type)[0];

/** What a custom resource takes is said by our own function. */
const isCustom = (type: string) => type.startsWith('Custom::');

/** Every `{"Fn::GetAtt": [id, attribute]}` within a value. */
const attributesIn = (value: unknown): [string, string][] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('Fn::GetAtt' in value) return [value['Fn::GetAtt'] as [string, string]];
  return Object.values(value).flatMap(attributesIn);
};

describe.each(templates().map(({ name, stack }) => [name, stack.template] as const))('%s', (_, template) => {
  it('has no resource type and no property that the specification does not know', () => {
    const faults = Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
      if (isCustom(Type)) return [];
      const spec = specOf(Type);
      if (!spec) return [`${id}: ${Type} is no resource type`];
      return checkResource(db, spec, Properties).map((fault) => `${id} (${Type}): ${fault}`);
    });
    expect(faults).toStrictEqual([]);
  });

  it('refers to no attribute that a resource does not have', () => {
    const faults = attributesIn(template).filter(([id, attribute]) => {
      const type = template.Resources[id]?.Type ?? '';
      const spec = specOf(type);
      if (isCustom(type)) return false;
      return !spec || !(attribute in spec.attributes || attribute in spec.properties);
    });
    expect(faults).toStrictEqual([]);
  });
});

it('a misspelled, missing or mistyped property is found', () => {
  const spec = specOf('AWS::SMSVOICE::ProtectConfiguration');
  if (!spec) throw new Error('the specification has no protect configuration');
  expect(
    checkResource(db, spec, {
      CountryRules: {},
      DeletionProtectionEnabled: 'no',
      CountryRuleSet: { SMS: [{ CountryCode: 'SG' }] },
    }),
  ).toStrictEqual([
    'CountryRules is no property',
    'DeletionProtectionEnabled is no boolean',
    'CountryRuleSet.SMS[0].ProtectStatus is required and missing',
  ]);
});
