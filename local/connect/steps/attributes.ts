import {
  QUOTAS,
  updateContactAttributes,
  updateContactData,
  updateFlowAttributes,
  VOICE_ID_FIELDS,
} from '../../../flows/index.ts';
import { render } from '../data.ts';
import { failed, interpreter, NEXT } from '../step.ts';
import type { Contact } from '../types.ts';

const bytes = (attributes: ReadonlyMap<string, string>): number =>
  [...attributes].reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);

/** Renders all names and values before any is set. */
const renderAll = (contact: Contact, texts: readonly (readonly [string, string])[]) =>
  texts.map(([name, text]) => [render(contact, name), render(contact, text)] as const);

export const setAttributes = interpreter(
  updateContactAttributes,
  (contact, { Attributes }) => {
    const after = new Map([...contact.attributes, ...renderAll(contact, Object.entries(Attributes))]);
    if (bytes(after) > QUOTAS.attributeBytes)
      return failed('the attributes of a contact may not exceed 32 KB together');
    for (const [name, value] of after) contact.attributes.set(name, value);
    return NEXT;
  },
  { unsupported: ({ TargetContact }) => (TargetContact === 'Related' ? 'TargetContact Related' : null) },
);

export const setFlowAttributes = interpreter(updateFlowAttributes, (contact, { FlowAttributes }) => {
  const texts = Object.entries(FlowAttributes).map(([name, { Value }]) => [name, Value] as const);
  for (const [name, value] of renderAll(contact, texts)) contact.run.flowAttributes.set(name, value);
  return NEXT;
});

export const setContactData = interpreter(
  updateContactData,
  (contact, { Name, Description, CustomerId, LanguageCode }) => {
    const value = (text: string | undefined, before: string | null) =>
      text === undefined ? before : render(contact, text);
    const { details } = contact;
    details.name = value(Name, details.name);
    details.description = value(Description, details.description);
    details.customerId = value(CustomerId, details.customerId);
    if (LanguageCode !== undefined) contact.language = render(contact, LanguageCode);
    return NEXT;
  },
  {
    unsupported: (parameters) =>
      ['WisdomSessionArn', ...VOICE_ID_FIELDS].find((field) => field in parameters) ?? null,
  },
);
