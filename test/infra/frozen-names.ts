import { configOf, EUM } from '../kit/configs.ts';
import { type Resource, type Synthesized, synthesized, type Template } from '../kit/synthesized.ts';

/** A resource that a later version must not replace. `properties`: those whose change would make CloudFormation replace it. */
type Frozen = { type: string; properties: Record<string, unknown> };
/** `replacing`: all properties of each type whose change replaces a resource, including unset ones. */
export type Fixture = { replacing: Record<string, string[]>; stacks: Record<string, Record<string, Frozen>> };

const TYPES =
  /^AWS::(Connect::PhoneNumber|DynamoDB::Table|Events::EventBus|IAM::Role|KMS::Key|Lambda::Function|S3::Bucket)$|^Custom::/;
/** The yearly keys for unknown callers' numbers leave the template when their year is over (infra/keys.ts). */
const YEARLY = /^KeysNumber\d{4}/;

export const isFrozen = ([id, { Type }]: [string, Resource]) => TYPES.test(Type) && !YEARLY.test(id);

/** The templates of a line with every optional resource: a claimed number, texts from another Region, a trail. */
export const templates = (): Record<string, Template> => {
  const { connect } = configOf();
  const numbers = { '+6568000002': { claim: { country: 'SG', type: 'DID' } } };
  const { line, texts } = synthesized(
    configOf({
      connect: { ...connect, numbers },
      sms: { ...EUM, region: 'us-east-1' },
      deployment: { trail: true },
    }),
  );
  const named = [line, texts].filter((one): one is Synthesized => one !== undefined);
  return Object.fromEntries(named.map(({ name, template }) => [name, template]));
};

/** Every change of the templates that would replace a frozen resource, one line each. */
export const replacements = ({ replacing, stacks }: Fixture, current: Record<string, Template>): string[] =>
  Object.entries(stacks).flatMap(([stack, resources]) =>
    Object.entries(resources).flatMap(([id, { type, properties }]) => {
      const now = current[stack]?.Resources[id];
      if (now === undefined) return [`${stack}: ${type} ${id} is gone`];
      if (now.Type !== type) return [`${stack}: ${id} was ${type} and is ${now.Type}`];
      return (replacing[type] ?? [])
        .filter((name) => canonical(properties[name]) !== canonical(now.Properties[name]))
        .map((name) => `${stack}: ${name} of ${type} ${id} changed`);
    }),
  );

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';
