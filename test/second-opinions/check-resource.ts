import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"Ref": …}` or `{"Fn::…": …}`: known to CloudFormation only. */
const isIntrinsic = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && /^(Ref|Fn::)/.test(Object.keys(value)[0] ?? '');

/** What the specification does not know of these properties, or misses in them; one line each. */
export const checkResource = (
  db: SpecDatabase,
  { properties }: Pick<Resource, 'properties'>,
  given: Record<string, unknown>,
): string[] => checkProperties(db, properties, given, '');

const checkProperties = (
  db: SpecDatabase,
  known: ResourceProperties,
  given: Record<string, unknown>,
  at: string,
): string[] => [
  ...Object.entries(known).flatMap(([name, { required }]) =>
    required && !(name in given) ? [`${at}${name} is required and missing`] : [],
  ),
  ...Object.entries(given).flatMap(([name, value]) => {
    const property = known[name];
    if (!property) return [`${at}${name} is no property`];
    return checkAny(db, [property.type, ...(property.previousTypes ?? [])], value, `${at}${name}`);
  }),
];

/** A value has to be of one of the types. */
const checkAny = (db: SpecDatabase, types: PropertyType[], value: unknown, at: string): string[] => {
  if (isIntrinsic(value)) return [];
  const faults = types.map((type) => checkValue(db, type, value, at));
  return faults.find((found) => found.length === 0) ?? faults[0] ?? [];
};

const checkValue = (db: SpecDatabase, type: PropertyType, value: unknown, at: string): string[] => {
  switch (type.type) {
    case 'union':
      return checkAny(db, type.types, value, at);
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((one, index) => checkAny(db, [type.element], one, `${at}[${index}]`));
    case 'map':
      if (!isObject(value)) return [`${at} is no map`];
      return Object.entries(value).flatMap(([key, one]) => checkAny(db, [type.element], one, `${at}.${key}`));
    case 'ref':
      if (!isObject(value)) return [`${at} is no object`];
      return checkProperties(db, db.get('typeDefinition', type.reference).properties, value, `${at}.`);
    default:
      return isPrimitive(type.type, value) ? [] : [`${at} is no ${type.type}`];
  }
};

const isPrimitive = (type: string, value: unknown): boolean => {
  switch (type) {
    case 'string':
    case 'date-time':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'tag':
      return isObject(value) && 'Key' in value && 'Value' in value;
    default:
      // `json`: whatever the service makes of it.
      return true;
  }
};
