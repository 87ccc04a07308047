import type { Lambda } from '../../kit/replies.ts';

/**
 * Whether our flows could have sent this to the Lambda: its parameters and what Connect says of the contact, in plain code
 * beside the product's schemas, so that neither is believed alone. What is not ours must be refused.
 */
export const isOurs = (lambda: Lambda, event: unknown, instanceArn: string): boolean => {
  const { ContactData, Parameters = {} } = objectOf(objectOf(event)?.Details) ?? {};
  const contact = objectOf(ContactData);
  if (contact === null || !isContact(contact, instanceArn)) return false;
  return lambda === 'CheckEmergency'
    ? areAnyParameters(Parameters)
    : isInboundCall(contact) && areParameters(lambda, Parameters);
};

type Keyed = Record<string, unknown>;

const objectOf = (value: unknown): Keyed | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Keyed) : null;

/** Lengths are counted in code points, as the handlers' schemas do. */
const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= 2 * longest && [...value].length <= longest;
const isMissing = (value: unknown) => value === undefined || value === null;

const isContact = (contact: Keyed, instanceArn: string): boolean =>
  isText(contact.ContactId, 80) &&
  /^[A-Za-z0-9][A-Za-z0-9_:-]*$/.test(contact.ContactId) &&
  contact.InstanceARN === instanceArn;

/** What the administrators' functions ask for besides; a location's status is anybody's. */
const isInboundCall = (contact: Keyed): boolean =>
  contact.Channel === 'VOICE' &&
  contact.InitiationMethod === 'INBOUND' &&
  (isMissing(contact.LanguageCode) || isText(contact.LanguageCode, 12)) &&
  isEndpoint(contact.CustomerEndpoint);

const isEndpoint = (endpoint: unknown): boolean => {
  if (isMissing(endpoint)) return true;
  const address = objectOf(endpoint);
  return address !== null && (isMissing(address.Address) || isText(address.Address, 80));
};

const areParameters = (lambda: Lambda, parameters: unknown): boolean => {
  const given = objectOf(parameters);
  if (given === null || !isPlain(given)) return false;
  // A key `__proto__` is neither read nor believed.
  const all = Object.entries(given).filter(([key]) => key !== '__proto__');
  return all.every(([key, value]) => isText(key, 100) && isText(value, 1_000)) && ASKED[lambda](given);
};

const areAnyParameters = (parameters: unknown): boolean => {
  const given = objectOf(parameters);
  if (given === null || !isPlain(given)) return false;
  const keys = Object.keys(given).filter((key) => key !== '__proto__');
  return keys.every((key) => isText(key, 100)) && ASKED.CheckEmergency(given);
};

/** No JSON object has a function as its `constructor`; the handlers' schemas take one that has for no plain object. */
const isPlain = (value: object) =>
  [null, Object.prototype].includes(Object.getPrototypeOf(value)) &&
  !(Object.hasOwn(value, 'constructor') && typeof value.constructor === 'function');

const own = (given: Keyed, key: string): unknown => (Object.hasOwn(given, key) ? given[key] : undefined);
const isStep = (given: Keyed): boolean => {
  const step = own(given, 'step');
  return isText(step, 50) && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(step);
};
const has = (given: Keyed, ...keys: string[]) => keys.every((key) => typeof own(given, key) === 'string');

const ASKED: Record<Lambda, (given: Keyed) => boolean> = {
  OneTimePin: isStep,
  VerifyPin: (given) => isStep(given) && has(given, 'entered'),
  CheckEmergency: (given) =>
    has(given, 'Center') && [undefined, 'true', 'false'].includes(own(given, 'Fresh') as string),
  UpdateEmergency: (given) =>
    isStep(given) &&
    has(given, 'Center', 'EmergencyType', 'heardSeq') &&
    ['set', 'remove'].includes(String(own(given, 'EmergencyAction'))),
};
