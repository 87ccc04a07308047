import { parseArn } from '../../domain/config/instances.ts';
import { parseReference, replaceReferences } from '../../flows/index.ts';
import type { Contact } from './types.ts';

const endpoint = (address: string) => ({ Address: address, Type: 'TELEPHONE_NUMBER' });

/** `ContactData` of the Lambda event, including fields that real payloads have and the reference omits (measured). */
export const contactData = (contact: Contact) => ({
  Attributes: Object.fromEntries(contact.attributes),
  AwsRegion: parseArn(contact.instanceArn).region,
  Channel: 'VOICE',
  ContactId: contact.id,
  InitialContactId: contact.id,
  PreviousContactId: contact.id,
  RelatedContactId: null,
  InitiationMethod: 'INBOUND',
  InstanceARN: contact.instanceArn,
  CustomerEndpoint: endpoint(contact.from),
  SystemEndpoint: endpoint(contact.to),
  CustomerId: contact.details.customerId,
  Description: contact.details.description,
  Name: contact.details.name,
  LanguageCode: contact.language,
  Queue: contact.queue && {
    ARN: contact.queue.ARN,
    Name: contact.queue.Name,
    OutboundCallerId: endpoint(contact.to),
  },
  MediaStreams: { Customer: { Audio: null } },
  References: {},
  SegmentAttributes: {},
  Tags: {},
});

/** The object that JSONPath references resolve against. Attributes of Connect that this line does not use are missing. */
const rootOf = (contact: Contact): Record<string, unknown> => ({
  ...contactData(contact),
  External: contact.external,
  FlowAttributes: Object.fromEntries(contact.run.flowAttributes),
  StoredCustomerInput: contact.storedInput,
  TextToSpeechVoiceId: contact.voice,
  // The caller's own number until a block sets another; not part of Lambda events (admin guide).
  CallbackNumber: contact.from,
  CustomerCallBackPhoneNumber: contact.from,
});

/** Reads own properties only, so that `__proto__` and the like are ordinary names. */
const walk = (root: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    root,
  );

/** Scalars only: "arrays cannot be referenced" (admin guide). */
const read = (contact: Contact, names: readonly string[]): string | undefined => {
  const value = walk(rootOf(contact), names);
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  contact.diagnostics.push(`unresolved-reference $.${names.join('.')}`);
  return undefined;
};

/** Resolves a field that is one JSONPath; undefined, with a diagnostic, when there is no value. */
export const readPath = (contact: Contact, path: string): string | undefined =>
  read(contact, parseReference(path) ?? []);

/** Replaces the JSONPaths in a text; a missing value becomes "" with a diagnostic (Connect's behavior is undocumented). */
export const render = (contact: Contact, text: string): string =>
  replaceReferences(text, (names) => read(contact, names) ?? '');

/** As `render`, but a text that references an object yields the object (measured in Lambda parameters). */
export const renderValue = (contact: Contact, text: string): unknown => {
  const names = parseReference(text);
  const value = names && walk(rootOf(contact), names);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : render(contact, text);
};
