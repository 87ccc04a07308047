import { parseArn } from '../../domain/config/instances.ts';
import { parseReference, replaceReferences } from '../../flows/index.ts';
import type { Contact } from './types.ts';

const endpoint = (address: string) => ({ Address: address, Type: 'TELEPHONE_NUMBER' });

/** What Lambdas are sent of a contact; with the fields the reference leaves out and real payloads have (measured). */
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

/** What a JSONPath starts from. Missing here means that Connect has it and this line does not. */
const rootOf = (contact: Contact): Record<string, unknown> => ({
  ...contactData(contact),
  External: contact.external,
  FlowAttributes: Object.fromEntries(contact.run.flowAttributes),
  StoredCustomerInput: contact.storedInput,
  TextToSpeechVoiceId: contact.voice,
  // The caller's own number until a block sets another, and Lambdas are not sent it (admin guide).
  CallbackNumber: contact.from,
  CustomerCallBackPhoneNumber: contact.from,
});

/** Own properties only, whatever the name. */
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

/** What a field that is one JSONPath points at; undefined, with a diagnostic, when there is nothing. */
export const readPath = (contact: Contact, path: string): string | undefined =>
  read(contact, parseReference(path) ?? []);

/** A text with its JSONPaths filled in; a missing one is "" with a diagnostic (no source says what Connect does). */
export const render = (contact: Contact, text: string): string =>
  replaceReferences(text, (names) => read(contact, names) ?? '');

/** As `render`; a text that names a whole group of values is that group (measured in Lambda parameters). */
export const renderValue = (contact: Contact, text: string): unknown => {
  const names = parseReference(text);
  const value = names && walk(rootOf(contact), names);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : render(contact, text);
};
