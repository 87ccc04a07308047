// npx tsx test/infra/freeze-template.ts <version>: writes the fixture of a released version; never overwrites one.
import { writeFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Resource } from '../kit/synthesized.ts';
import { type Fixture, isFrozen, templates } from './frozen-names.ts';

const spec = loadAwsServiceSpecSync();

/** Immutable properties that the specification does not mark as such (CloudFormation, AWS::KMS::Key). */
const IMMUTABLE: Record<string, string[]> = { 'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion'] };

const replacingOf = (type: string): string[] => {
  const [found] = spec.lookup(
    'resource',
    'cloudFormationType',
    'equals',
    type.startsWith('Custom::') ? 'AWS::CloudFormation::CustomResource' : type,
  );
  if (!found) throw new Error(`${type} is not in the specification of CloudFormation`);
  return Object.entries(found.properties)
    .filter(([, { causesReplacement = 'no' }]) => causesReplacement !== 'no')
    .map(([name]) => name)
    .concat(IMMUTABLE[type] ?? [])
    .sort();
};

const frozenOf = ({ Type, Properties }: Resource) => ({
  type: Type,
  properties: Object.fromEntries(
    replacingOf(Type)
      .filter((name) => Properties[name] !== undefined)
      .map((name) => [name, Properties[name]]),
  ),
});

const stacks = Object.fromEntries(
  Object.entries(templates()).map(([stack, { Resources }]) => [
    stack,
    Object.fromEntries(
      Object.entries(Resources)
        .filter(isFrozen)
        .map(([id, resource]) => [id, frozenOf(resource)]),
    ),
  ]),
);
const types = new Set(Object.values(stacks).flatMap((one) => Object.values(one).map(({ type }) => type)));
const replacing = Object.fromEntries([...types].sort().map((type) => [type, replacingOf(type)]));
const [version] = process.argv.slice(2);
if (version === undefined) throw new Error('name the version: npx tsx test/infra/freeze-template.ts 0.2.0');
writeFileSync(
  new URL(`../fixtures/template-${version}.json`, import.meta.url),
  `${JSON.stringify({ replacing, stacks } satisfies Fixture, null, 2)}\n`,
  { flag: 'wx' },
);
