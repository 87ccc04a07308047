import { parseReference, replaceReferences } from '../../flows/language/references.ts';
import type { Contact } from './contact.ts';

/** What a JSONPath starts from. Missing here means that Connect has it and this line does not. */
const rootOf = (contact: Contact): Record<string, unknown> => ({
  External: contact.run.external,
  Attributes: Object.fromEntries(contact.attributes),
  FlowAttributes: Object.fromEntries(contact.run.flowAttributes),
  StoredCustomerInput: contact.run.storedInput,
  ...systemData(contact),
});

export const endpoint = (address: string) => ({ Address: address, Type: 'TELEPHONE_NUMBER' });

const systemData = (contact: Contact): Record<string, unknown> => ({
  CustomerEndpoint: endpoint(contact.from),
  SystemEndpoint: endpoint(contact.to),
  ContactId: contact.id,
  InitialContactId: contact.id,
  PreviousContactId: contact.id,
  Channel: 'VOICE',
  InitiationMethod: 'INBOUND',
  LanguageCode: contact.language,
  TextToSpeechVoiceId: contact.voice,
  CustomerId: contact.facts.customerId,
  Name: contact.facts.name,
  Description: contact.facts.description,
  Queue: contact.queue,
});

/** Scalars only: "arrays cannot be referenced" (admin guide). Own properties only, whatever the name. */
const walk = (root: unknown, names: readonly string[]): string | undefined => {
  const value = names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? Reflect.get(inner, name)
        : undefined,
    root,
  );
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
};

const read = (contact: Contact, names: readonly string[]): string | undefined => {
  const value = walk(rootOf(contact), names);
  if (value === undefined) contact.diagnostics.push(`unresolved-reference $.${names.join('.')}`);
  return value;
};

/** What a field that is one JSONPath points at; undefined, with a diagnostic, when there is nothing. */
export const readPath = (contact: Contact, path: string): string | undefined =>
  read(contact, parseReference(path) ?? []);

/** A text with its JSONPaths filled in; a missing one is "" with a diagnostic (no source says what Connect does). */
export const render = (contact: Contact, text: string): string =>
  replaceReferences(text, (names) => read(contact, names) ?? '');
